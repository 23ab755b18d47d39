using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Namespaces;
using MiniDocker.Runtime.Plans;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime;

/// <summary>
/// What the parts of the plan compiler share: the input and the handles made so far.
/// </summary>
internal sealed unsafe class LaunchContext
{
    internal LaunchContext(
        LaunchOptions options, HostFacts host, NamespaceSet? namespaces = null)
    {
        Options = options;
        Host = host;
        Namespaces = namespaces ?? new NamespaceSet(options.Spec.Linux?.Namespaces ?? []);
        Builder = new PlanBuilder(new Arena());
        ParentEnd = Builder.NewSlot("parent");
        ChildEnd = Builder.NewSlot("sync");
        Pid = Builder.NewSlot("pid");
        PidFd = Builder.NewSlot("pidfd");
        Message = Builder.Arena.Take(sizeof(StepReport));
        SecondPid = (byte*)Builder.Arena.Value(new StepReport(StepReport.Cloned, 0));
    }

    internal LaunchOptions Options { get; }
    internal HostFacts Host { get; }
    internal NamespaceSet Namespaces { get; }
    internal PlanBuilder Builder { get; }
    internal RuntimeSpec Spec => Options.Spec;
    internal LinuxSpec Linux => Spec.Linux ?? EmptyLinux;
    internal ProcessSpec Process => Spec.Process ?? EmptyProcess;

    /// <summary>The parent's and the child's end of the socket between them.</summary>
    internal Slot ParentEnd { get; }
    internal Slot ChildEnd { get; }
    internal Slot Pid { get; }
    internal Slot PidFd { get; }

    /// <summary>Where the parent reads what the child reports.</summary>
    internal byte* Message { get; }

    /// <summary>The tree that becomes the container's root.</summary>
    internal Slot Rootfs { get; set; }

    /// <summary>The container's /dev, when it is set up here.</summary>
    internal Slot? Dev { get; set; }

    /// <summary>The host's /dev/null, verified.</summary>
    internal Slot Null { get; set; }

    /// <summary>
    /// Namespaces whose handles the child joins, and the parent's own to return to.
    /// </summary>
    internal List<(string Type, ulong Flag, Slot Handle)> JoinedInChild { get; } = [];
    internal List<(ulong Flag, Slot Handle)> ToRestore { get; } = [];

    /// <summary>Open files of security modules and what is written to them last.</summary>
    internal List<(Slot File, string Text)> Labels { get; } = [];

    /// <summary>The v2 cgroup that clone3 puts the child into.</summary>
    internal Slot? CloneInto { get; set; }

    /// <summary>Where clone3 puts the descriptor of the child.</summary>
    internal int* PidFdMemory { get; set; }

    /// <summary>The socket that `start` connects to.</summary>
    internal Slot? Listener { get; set; }

    /// <summary>Handles of the `tasks` files of v1 hierarchies.</summary>
    internal List<Slot> TaskFiles { get; } = [];

    /// <summary>The report of a second clone, with the new pid for an errno.</summary>
    internal byte* SecondPid { get; }
    internal bool HasSecondClone { get; set; }

    /// <summary>Memory that the parent writes and the child reads after the clone.</summary>
    internal SharedMemory? Shared { get; set; }

    /// <summary>The environment block with a spare entry, and room for a HOME default.</summary>
    internal byte** Environment { get; set; }
    internal byte* HomeText { get; set; }

    /// <summary>Sources of bind mounts that the parent opened.</summary>
    internal Dictionary<MountSpec, Slot> OpenedSources { get; } =
        new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether an unprivileged child could not reach what the spec names.</summary>
    internal bool ParentOpens => Namespaces.Creates(CLONE_NEWUSER) && Host.IsPrivileged;

    /// <summary>Whether mknod cannot work and host nodes are bound instead.</summary>
    internal bool BindsDevices =>
        Namespaces.Has(CLONE_NEWUSER) || Host.IsInUserNamespace || Host.Uid != 0;

    private static ProcessSpec EmptyProcess { get; } = new();
    private static LinuxSpec EmptyLinux { get; } = new();

    /// <summary>The absolute path of the root file system on the host.</summary>
    internal string RootPath =>
        System.IO.Path.Combine(Options.BundlePath, Spec.Root?.Path ?? "rootfs");

    /// <summary>Opens a path of this process's own view, close-on-exec.</summary>
    internal Slot OpenHost(string path, uint flags, string name) => Builder.Call(
        Syscall.openat, AT_FDCWD, Builder.Text(path), flags | O_CLOEXEC).Into(name);

    internal void Close(Slot slot) => Builder.Call(Syscall.close, slot);
}
