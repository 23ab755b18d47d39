namespace MiniDocker.Oci.Spec;

/// <summary>Programs run at points of the lifecycle (config.md, "POSIX-platform Hooks").</summary>
public sealed record HooksSpec
{
    /// <summary>Deprecated; in the runtime's namespace before the program starts.</summary>
    public IReadOnlyList<HookSpec> Prestart { get; init => field = value ?? []; } = [];

    /// <summary>In the runtime's namespace while the container is created.</summary>
    public IReadOnlyList<HookSpec> CreateRuntime { get; init => field = value ?? []; } = [];

    /// <summary>In the container's namespace while it is created.</summary>
    public IReadOnlyList<HookSpec> CreateContainer { get; init => field = value ?? []; } = [];

    /// <summary>In the container's namespace as a step of start.</summary>
    public IReadOnlyList<HookSpec> StartContainer { get; init => field = value ?? []; } = [];

    /// <summary>In the runtime's namespace after the program started.</summary>
    public IReadOnlyList<HookSpec> Poststart { get; init => field = value ?? []; } = [];

    /// <summary>In the runtime's namespace after the container was deleted.</summary>
    public IReadOnlyList<HookSpec> Poststop { get; init => field = value ?? []; } = [];
}
