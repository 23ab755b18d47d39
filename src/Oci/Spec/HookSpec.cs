namespace MiniDocker.Oci.Spec;

/// <summary>One program that is run at a point of the lifecycle.</summary>
public sealed record HookSpec
{
    /// <summary>The program, absolute.</summary>
    public string Path { get; init => field = value ?? ""; } = "";

    /// <summary>Its arguments with argv[0].</summary>
    public IReadOnlyList<string> Args { get; init => field = value ?? []; } = [];

    /// <summary>Its environment.</summary>
    public IReadOnlyList<string> Env { get; init => field = value ?? []; } = [];

    /// <summary>Seconds it may take.</summary>
    public int? Timeout { get; init; }
}
