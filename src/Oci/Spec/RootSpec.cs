namespace MiniDocker.Oci.Spec;

/// <summary>The root filesystem of a container.</summary>
public sealed record RootSpec
{
    /// <summary>Path, absolute or relative to the bundle.</summary>
    public string Path { get; init => field = value ?? ""; } = "";

    /// <summary>Mount it read-only.</summary>
    public bool Readonly { get; init; }
}
