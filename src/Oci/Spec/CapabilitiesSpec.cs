namespace MiniDocker.Oci.Spec;

/// <summary>Capability sets, names such as CAP_CHOWN (man 7 capabilities).</summary>
public sealed record CapabilitiesSpec
{
    /// <summary>The limit for everything below.</summary>
    public IReadOnlyList<string> Bounding { get; init => field = value ?? []; } = [];

    /// <summary>What the kernel checks.</summary>
    public IReadOnlyList<string> Effective { get; init => field = value ?? []; } = [];

    /// <summary>What passes execve with file capabilities.</summary>
    public IReadOnlyList<string> Inheritable { get; init => field = value ?? []; } = [];

    /// <summary>What may become effective.</summary>
    public IReadOnlyList<string> Permitted { get; init => field = value ?? []; } = [];

    /// <summary>What passes execve without file capabilities.</summary>
    public IReadOnlyList<string> Ambient { get; init => field = value ?? []; } = [];
}
