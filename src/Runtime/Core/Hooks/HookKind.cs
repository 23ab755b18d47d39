namespace MiniDocker.Runtime.Hooks;

/// <summary>The six points of a container's life at which its hooks run (config.md, "POSIX-
/// platform Hooks").</summary>
public enum HookKind
{
    /// <summary>Deprecated: like <see cref="CreateRuntime"/>, and before it.</summary>
    Prestart,

    /// <summary>The namespaces and mounts exist; in the runtime's namespaces.</summary>
    CreateRuntime,

    /// <summary>The same moment, in the container's namespaces, before pivot_root.</summary>
    CreateContainer,

    /// <summary>Before the user's program; in the container.</summary>
    StartContainer,

    /// <summary>After the user's program has started; in the runtime's namespaces.</summary>
    Poststart,

    /// <summary>After the container was deleted; in the runtime's namespaces.</summary>
    Poststop,
}
