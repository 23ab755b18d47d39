using MiniDocker.Linux;
using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Cgroups;

namespace MiniDocker.Runtime.State;

/// <summary>
/// One container of the runtime, from create to delete. Every command opens it anew from the
/// state directory and asks the kernel for what may have changed.
/// </summary>
public sealed partial class Container
{
    private const int SIGKILL = 9;
    private const string ConfigFile = "config.json";

    private readonly StateStore store;

    private Container(StateStore store, ContainerState state)
    {
        this.store = store;
        State = state;
    }

    /// <summary>What its creator left.</summary>
    public ContainerState State { get; private set; }

    /// <summary>Its id.</summary>
    public string Id => State.Id;

    /// <summary>Its configuration as it was when it was created.</summary>
    public RuntimeSpec Spec =>
        field ??= RuntimeSpec.Parse(StateLimits.ReadSmallFile(InDirectory(ConfigFile)));

    /// <summary>Its cgroups; null if it has none of its own.</summary>
    public Cgroup? Cgroup => State.CgroupDirectories.Count == 0
        ? null : field ??= Cgroup.Open(CgroupHost.Read(), State.CgroupDirectories);

    /// <summary>Opens a container.</summary>
    /// <exception cref="ContainerException">There is none of that id.</exception>
    public static Container Open(StateStore store, string id) => new(store, store.Read(id));

    /// <summary>Opens a container; null if there is none, or only what a killed create left.
    /// </summary>
    public static Container? TryOpen(StateStore store, string id) =>
        store.TryRead(id) is { } state ? new Container(store, state) : null;

    /// <summary>Where it is in its life, right now.</summary>
    public ContainerStatus ReadStatus()
    {
        if (State.Init.Pid == 0)
        {
            return State.Creator.IsAlive ? ContainerStatus.Creating : ContainerStatus.Stopped;
        }

        if (!State.Init.IsAlive)
        {
            return ContainerStatus.Stopped;
        }

        if (IsPaused())
        {
            return ContainerStatus.Paused;
        }

        return File.Exists(StartSocket) ? ContainerStatus.Created : ContainerStatus.Running;
    }

    /// <summary>What <c>state</c> prints.</summary>
    public ContainerListing ToListing()
    {
        ContainerStatus status = ReadStatus();
        return new ContainerListing
        {
            Id = Id,
            Pid = status == ContainerStatus.Stopped ? 0 : State.Init.Pid,
            Status = Name(status),
            Bundle = State.Bundle,
            Rootfs = State.Rootfs,
            Created = State.Created,
            Annotations = State.Annotations,
            Owner = State.OwnerUid == 0 ? "root" : $"{State.OwnerUid}",
        };
    }

    /// <summary>A status as it is spelled outside.</summary>
    public static string Name(ContainerStatus status) => status switch
    {
        ContainerStatus.Creating => "creating",
        ContainerStatus.Created => "created",
        ContainerStatus.Running => "running",
        ContainerStatus.Paused => "paused",
        _ => "stopped",
    };

    /// <summary>A handle on its init.</summary>
    /// <exception cref="ContainerException">It is not running.</exception>
    public PidFd OpenInit() => State.Init.TryOpen() ?? throw NotRunning();

    internal string StartSocket => InDirectory("start.sock");

    internal ContainerException NotRunning() => new($"container '{Id}' is not running");

    private string InDirectory(string name) => Path.Combine(store.DirectoryOf(Id), name);

    // A stopped container may have lost its cgroups already.
    private bool IsPaused()
    {
        try
        {
            return Cgroup is { IsPaused: true };
        }
        catch (IOException)
        {
            return false;
        }
    }

    private byte[] StateForHooks(ContainerStatus status, int pid) => new RuntimeState
    {
        OciVersion = RuntimeVersion.SpecVersion,
        Id = Id,
        Status = Name(status),
        Pid = pid,
        Bundle = State.Bundle,
        Annotations = State.Annotations,
    }.ToJson();
}
