namespace MiniDocker.Oci.Spec;

/// <summary>Execution domain (man 2 personality).</summary>
public sealed record PersonalitySpec
{
    /// <summary>LINUX or LINUX32.</summary>
    public string Domain { get; init => field = value ?? ""; } = "";

    /// <summary>Reserved by the specification.</summary>
    public IReadOnlyList<string> Flags { get; init => field = value ?? []; } = [];
}
