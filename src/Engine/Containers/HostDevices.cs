using MiniDocker.Linux;
using MiniDocker.Oci.Spec;

namespace MiniDocker.Engine.Containers;

/// <summary>Devices of the host in a container, and what its cgroup lets it do to devices.
/// </summary>
public static class HostDevices
{
    /// <summary><c>--privileged</c>: everything.</summary>
    internal static readonly DeviceRuleSpec[] EveryRule = [new() { Allow = true, Access = "rwm" }];

    // null, zero, full, random, urandom, tty, console, ptmx, pts; any node may be made.
    private static readonly (string Type, long? Major, long? Minor, string Access)[] Standard =
    [
        ("c", null, null, "m"), ("b", null, null, "m"), ("c", 1, 3, "rwm"), ("c", 1, 5, "rwm"),
        ("c", 1, 7, "rwm"), ("c", 1, 8, "rwm"), ("c", 1, 9, "rwm"), ("c", 5, 0, "rwm"),
        ("c", 5, 1, "rwm"), ("c", 5, 2, "rwm"), ("c", 136, null, "rwm"),
    ];

    /// <summary>Nothing but the standard devices and those of <c>--device</c>.</summary>
    internal static IReadOnlyList<DeviceRuleSpec> Rules(IReadOnlyList<DeviceMapping> mappings)
    {
        List<DeviceRuleSpec> rules = [new() { Allow = false, Access = "rwm" }];
        foreach ((string type, long? major, long? minor, string access) in Standard)
        {
            rules.Add(new DeviceRuleSpec
            {
                Allow = true,
                Type = type,
                Major = major,
                Minor = minor,
                Access = access,
            });
        }
        foreach (DeviceMapping mapping in mappings)
        {
            DeviceSpec device = Open(mapping.PathOnHost, mapping.PathInContainer);
            rules.Add(new DeviceRuleSpec
            {
                Allow = true,
                Type = device.Type,
                Major = device.Major,
                Minor = device.Minor,
                Access = mapping.CgroupPermissions,
            });
        }
        return rules;
    }

    /// <summary>The nodes of <c>--device</c>.</summary>
    internal static IEnumerable<DeviceSpec> Of(IReadOnlyList<DeviceMapping> mappings)
    {
        foreach (DeviceMapping mapping in mappings)
        {
            yield return Open(mapping.PathOnHost, mapping.PathInContainer);
        }
    }

    /// <summary>Every node below /dev, for <c>--privileged</c>; terminals and shared memory have
    /// mounts of their own.</summary>
    internal static IEnumerable<DeviceSpec> All()
    {
        using var root = RootedTree.Open("/");
        Stack<string> directories = new(["/dev"]);
        while (directories.TryPop(out string? directory))
        {
            foreach ((string name, FileStatus status) in root.List(directory))
            {
                string path = $"{directory}/{name}";
                if (status.IsDirectory && name is not ("pts" or "shm" or "fd" or "mqueue"))
                {
                    directories.Push(path);
                }
                else if (path is not ("/dev/console" or "/dev/ptmx")
                    && (status.IsCharacterDevice || status.IsBlockDevice))
                {
                    yield return Node(status, path);
                }
            }
        }
    }

    /// <summary>Reads <c>HOST[:CONTAINER[:PERMISSIONS]]</c>.</summary>
    /// <exception cref="EngineException">It is not one, or no such device.</exception>
    public static DeviceMapping Parse(string text)
    {
        string[] fields = text.Split(':');
        bool secondIsAccess = fields.Length == 2 && IsAccess(fields[1]);
        string inside = fields.Length > 1 && !secondIsAccess ? fields[1] : fields[0];
        string access = fields.Length == 3 ? fields[2] : secondIsAccess ? fields[1] : "rwm";
        if (fields.Length > 3 || !IsAccess(access) || !inside.StartsWith('/'))
        {
            throw new EngineException($"invalid device specification: {text}");
        }
        _ = Open(fields[0], inside);
        return new DeviceMapping(fields[0], inside, access);
    }

    private static bool IsAccess(string text) =>
        text.Length > 0 && text.AsSpan().IndexOfAnyExcept("rwm") < 0;

    private static DeviceSpec Open(string pathOnHost, string pathInContainer)
    {
        using var root = RootedTree.Open("/");
        return root.TryStat(pathOnHost, follow: true, out FileStatus status)
            && (status.IsCharacterDevice || status.IsBlockDevice)
            ? Node(status, pathInContainer)
            : throw new EngineException("error gathering device information while adding custom "
                + $"device \"{pathOnHost}\": not a device node");
    }

    private static DeviceSpec Node(FileStatus status, string path) => new()
    {
        Path = path,
        Type = status.IsBlockDevice ? "b" : "c",
        Major = status.DeviceMajor,
        Minor = status.DeviceMinor,
        FileMode = status.Permissions,
        Uid = status.Uid,
        Gid = status.Gid,
    };
}
