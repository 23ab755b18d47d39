using MiniDocker.Oci;
using MiniDocker.Oci.Spec;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Namespaces;

/// <summary>The namespaces of a spec: which are made and which are joined by path.</summary>
internal sealed class NamespaceSet
{
    /// <summary>
    /// The kinds in the order they are joined once the user namespace is decided.
    /// </summary>
    private static readonly (string Type, ulong Flag)[] Kinds =
    [
        ("user", CLONE_NEWUSER), ("ipc", CLONE_NEWIPC), ("uts", CLONE_NEWUTS),
        ("network", CLONE_NEWNET), ("pid", CLONE_NEWPID), ("cgroup", CLONE_NEWCGROUP),
        ("time", CLONE_NEWTIME), ("mount", CLONE_NEWNS),
    ];

    private readonly ulong created;
    private readonly ulong joinedByHandle;
    private readonly Dictionary<ulong, string> joined = [];

    /// <summary>Reads the list; an unknown type is an <see cref="OciFormatException"/>.</summary>
    internal NamespaceSet(IReadOnlyList<NamespaceSpec> namespaces)
    {
        ulong seen = 0;
        foreach (NamespaceSpec item in namespaces)
        {
            ulong flag = FlagOf(item.Type);
            if ((seen & flag) != 0)
                throw new OciFormatException(
                    $"config.json: linux.namespaces: {item.Type} is listed twice");
            seen |= flag;
            if (string.IsNullOrEmpty(item.Path))
                created |= flag;
            else
                joined.Add(flag, item.Path);
        }
    }

    private NamespaceSet(ulong all) => joinedByHandle = all;

    /// <summary>The same namespaces as a process finds them that comes later.</summary>
    internal static NamespaceSet AllJoined(IReadOnlyList<NamespaceSpec> namespaces)
    {
        var set = new NamespaceSet(namespaces);
        ulong all = set.created;
        foreach (ulong flag in set.joined.Keys)
            all |= flag;
        return new NamespaceSet(all);
    }

    /// <summary>CLONE_NEW* of all namespaces that are not the host's.</summary>
    internal ulong All => created | joinedByHandle;

    /// <summary>CLONE_NEW* of the namespaces to make.</summary>
    internal ulong Created => created;

    internal bool Creates(ulong flag) => (created & flag) != 0;

    /// <summary>Whether the container has its own namespace of a kind, made or joined.</summary>
    internal bool Has(ulong flag) => (All & flag) != 0 || joined.ContainsKey(flag);

    internal bool Joins(ulong flag) => joined.ContainsKey(flag);

    internal bool JoinsAny => joined.Count > 0;

    /// <summary>The namespaces to join, in order.</summary>
    internal IEnumerable<(string Type, ulong Flag, string Path)> Joined
    {
        get
        {
            foreach ((string type, ulong flag) in Kinds)
            {
                if (joined.TryGetValue(flag, out string? path))
                    yield return (type, flag, path);
            }
        }
    }

    private static ulong FlagOf(string type)
    {
        foreach ((string name, ulong flag) in Kinds)
        {
            if (name == type)
                return flag;
        }
        throw new OciFormatException(
            $"config.json: linux.namespaces: \"{type}\" is no type of namespace");
    }
}
