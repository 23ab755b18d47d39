using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.State;

namespace MiniDocker.Runtime.Cgroups;

/// <summary>
/// Which devices a container may use, brought to the form that the v1 controller keeps: all or
/// none, and exceptions. Later rules win over earlier ones. Documentation of the kernel:
/// admin-guide/cgroup-v1/devices.rst.
/// </summary>
internal sealed class DeviceRules
{
    // What every container may use, as runc has it: making nodes, and the standard devices.
    private static readonly (char Type, long Major, long Minor, DeviceAccess Access)[] Standard =
    [
        ('c', -1, -1, DeviceAccess.Make), ('b', -1, -1, DeviceAccess.Make),
        ('c', 1, 3, DeviceAccess.All), ('c', 1, 5, DeviceAccess.All),
        ('c', 1, 7, DeviceAccess.All), ('c', 1, 8, DeviceAccess.All),
        ('c', 1, 9, DeviceAccess.All), ('c', 5, 0, DeviceAccess.All),
        ('c', 5, 2, DeviceAccess.All), ('c', 136, -1, DeviceAccess.All),
    ];

    private readonly List<DeviceException> _exceptions = [];

    /// <summary>Whether everything is allowed but the exceptions.</summary>
    internal bool AllowsAll { get; private set; }

    /// <summary>What is allowed, or where <see cref="AllowsAll"/>, is not.</summary>
    internal IReadOnlyList<DeviceException> Exceptions => _exceptions;

    /// <summary>Applies the rules in order, then allows what every container may use.</summary>
    /// <exception cref="ContainerException">A rule names an unknown type or access.</exception>
    internal static DeviceRules Of(IReadOnlyList<DeviceRuleSpec> specs)
    {
        DeviceRules rules = new();
        foreach (DeviceRuleSpec spec in specs)
            rules.Apply(spec);
        foreach ((char type, long major, long minor, DeviceAccess access) in Standard)
            rules.Apply(type, major, minor, access, allow: true);
        return rules;
    }

    private void Apply(DeviceRuleSpec spec)
    {
        DeviceAccess access = ParseAccess(spec.Access);
        long major = spec.Major ?? -1;
        long minor = spec.Minor ?? -1;
        switch (spec.Type)
        {
            case null or "" or "a":
                if (major < 0 && minor < 0 && access == DeviceAccess.All)
                {
                    AllowsAll = spec.Allow;
                    _exceptions.Clear();
                    return;
                }

                Apply('c', major, minor, access, spec.Allow);
                Apply('b', major, minor, access, spec.Allow);
                break;
            case "c" or "u":
                Apply('c', major, minor, access, spec.Allow);
                break;
            case "b":
                Apply('b', major, minor, access, spec.Allow);
                break;
            default:
                throw new ContainerException(
                    $"linux.resources.devices: unknown type {spec.Type}: use a, b or c");
        }
    }

    private void Apply(char type, long major, long minor, DeviceAccess access, bool allow)
    {
        int at = _exceptions.FindIndex(
            e => e.Type == type && e.Major == major && e.Minor == minor);
        DeviceAccess before = at < 0 ? 0 : _exceptions[at].Access;
        DeviceAccess after = allow == AllowsAll ? before & ~access : before | access;
        if (at >= 0)
            _exceptions.RemoveAt(at);
        if (after != 0)
            _exceptions.Add(new DeviceException(type, major, minor, after));
    }

    private static DeviceAccess ParseAccess(string? letters)
    {
        if (string.IsNullOrEmpty(letters))
            return DeviceAccess.All;
        DeviceAccess access = 0;
        foreach (char letter in letters)
        {
            access |= letter switch
            {
                'r' => DeviceAccess.Read,
                'w' => DeviceAccess.Write,
                'm' => DeviceAccess.Make,
                _ => throw new ContainerException(
                    $"linux.resources.devices: unknown access {letters}: use r, w and m"),
            };
        }

        return access;
    }
}
