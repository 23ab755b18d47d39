using MiniDocker.Linux;
using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.State;

namespace MiniDocker.Runtime.Hooks;

/// <summary>Runs the hooks of one kind, one after the other, each with the state on stdin.
/// </summary>
public static class HookRunner
{
    /// <summary>Runs them all; the first that fails ends it.</summary>
    /// <exception cref="ContainerException">A hook could not be run, returned an error or took
    /// longer than it may.</exception>
    public static void Run(HookKind kind, HooksSpec? hooks, byte[] state)
    {
        IReadOnlyList<HookSpec> list = Select(kind, hooks);
        for (int i = 0; i < list.Count; i++)
        {
            if (HookProcess.Run(list[i], state) is { } failure)
            {
                throw new ContainerException(
                    $"run {Name(kind)} hook {i} ({list[i].Path}): {failure}");
            }
        }
    }

    /// <summary>
    /// Runs them all in the namespaces of a container's init, whose root is still the host's:
    /// their paths are the host's (createContainer).
    /// </summary>
    /// <exception cref="ContainerException">As for <see cref="Run"/>.</exception>
    public static void RunInContainer(HookKind kind, HooksSpec? hooks, byte[] state, PidFd init)
    {
        if (HasAny(kind, hooks))
        {
            using NamespaceVisit visit = new(init);
            Run(kind, hooks, state);
        }
    }

    /// <summary>Runs them all, whatever each of them does (poststop).</summary>
    /// <returns>What failed, one line each.</returns>
    public static IReadOnlyList<string> RunAll(HookKind kind, HooksSpec? hooks, byte[] state)
    {
        List<string> warnings = [];
        IReadOnlyList<HookSpec> list = Select(kind, hooks);
        for (int i = 0; i < list.Count; i++)
        {
            if (HookProcess.Run(list[i], state) is { } failure)
            {
                warnings.Add($"run {Name(kind)} hook {i} ({list[i].Path}): {failure}");
            }
        }

        return warnings;
    }

    /// <summary>Whether there is any hook of a kind.</summary>
    public static bool HasAny(HookKind kind, HooksSpec? hooks) => Select(kind, hooks).Count > 0;

    internal static IReadOnlyList<HookSpec> Select(HookKind kind, HooksSpec? hooks) =>
        hooks is null ? [] : kind switch
        {
            HookKind.Prestart => hooks.Prestart,
            HookKind.CreateRuntime => hooks.CreateRuntime,
            HookKind.CreateContainer => hooks.CreateContainer,
            HookKind.StartContainer => hooks.StartContainer,
            HookKind.Poststart => hooks.Poststart,
            _ => hooks.Poststop,
        };

    internal static string Name(HookKind kind) => kind switch
    {
        HookKind.Prestart => "prestart",
        HookKind.CreateRuntime => "createRuntime",
        HookKind.CreateContainer => "createContainer",
        HookKind.StartContainer => "startContainer",
        HookKind.Poststart => "poststart",
        _ => "poststop",
    };
}
