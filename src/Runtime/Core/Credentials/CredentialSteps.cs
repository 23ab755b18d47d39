using MiniDocker.Oci;
using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Plans;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Credentials;

/// <summary>
/// Takes away what the program must not have: capabilities, then the user. Raw calls, because
/// glibc's wrappers would wait for threads that the clone left behind.
/// </summary>
internal static unsafe class CredentialSteps
{
    /// <summary>_LINUX_CAPABILITY_VERSION_3: two words per set.</summary>
    private const uint CapabilityVersion = 0x20080522;

    /// <summary>Becomes root of the new user namespace, so that files made belong to it.</summary>
    internal static void BecomeNamespaceRoot(LaunchContext c)
    {
        c.Builder.Begin("become root of the user namespace",
            "what is made from here on belongs to the container's root");
        c.Builder.Call(Syscall.setresgid, 0, 0, 0);
        c.Builder.Call(Syscall.setresuid, 0, 0, 0);
    }

    /// <summary>Drops capabilities and changes the user.</summary>
    internal static void Add(LaunchContext c)
    {
        CapabilitiesSpec wanted = c.Process.Capabilities ?? new CapabilitiesSpec();
        bool hasAll = c.Namespaces.Has(CLONE_NEWUSER);
        ulong bounding = hasAll ? AllCapabilities : c.Host.BoundingCapabilities;
        ulong held = hasAll ? AllCapabilities : c.Host.PermittedCapabilities;
        ulong kept = Mask(wanted.Bounding, "bounding") & bounding;
        ulong permitted = Mask(wanted.Permitted, "permitted") & held;
        ulong effective = Mask(wanted.Effective, "effective") & permitted;
        ulong inheritable = Mask(wanted.Inheritable, "inheritable") & kept;
        ulong ambient = Mask(wanted.Ambient, "ambient") & permitted & inheritable;

        DropBounding(c, bounding & ~kept);
        BecomeUser(c);
        c.Builder.Begin("set capabilities", "the program gets these and can never get more");
        uint* header = (uint*)c.Builder.Arena.Take(8);
        header[0] = CapabilityVersion;
        uint* sets = (uint*)c.Builder.Arena.Take(24);
        (sets[0], sets[3]) = ((uint)effective, (uint)(effective >> 32));
        (sets[1], sets[4]) = ((uint)permitted, (uint)(permitted >> 32));
        (sets[2], sets[5]) = ((uint)inheritable, (uint)(inheritable >> 32));
        c.Builder.Call(Syscall.capset, header, sets);
        if (ambient != 0)
            c.Builder.Begin("raise ambient capabilities", "they survive execve without root");
        foreach (int number in CapabilityNames.Numbers(ambient))
            c.Builder.Call(Syscall.prctl, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, number, 0, 0);
    }

    private static ulong AllCapabilities => (1ul << CapabilityNames.All.Count) - 1;

    private static void DropBounding(LaunchContext c, ulong dropped)
    {
        if (dropped == 0 || (c.Host.Uid != 0 && !c.Namespaces.Has(CLONE_NEWUSER)))
            return;
        c.Builder.Begin("drop bounding capabilities",
            "no program in the container can gain them, setuid or not");
        foreach (int number in CapabilityNames.Numbers(dropped))
            c.Builder.Call(Syscall.prctl, PR_CAPBSET_DROP, number, 0, 0, 0);
    }

    private static void BecomeUser(LaunchContext c)
    {
        UserSpec user = c.Process.User;
        bool isNew = c.Namespaces.Has(CLONE_NEWUSER);
        c.Builder.Begin("become the program's user",
            "process.user; the groups of the caller must not stay");
        // Without the right to map groups, the kernel forbids setgroups as well.
        bool mayForbid = isNew && !c.Host.IsPrivileged && user.AdditionalGids.Count == 0;
        uint* groups = (uint*)c.Builder.Arena.Take(user.AdditionalGids.Count * sizeof(uint));
        for (int i = 0; i < user.AdditionalGids.Count; i++)
            groups[i] = user.AdditionalGids[i];
        c.Builder.Call(Syscall.setgroups, user.AdditionalGids.Count, groups)
            .Tolerate(mayForbid ? EPERM : 0);
        (uint ownUid, uint ownGid) = isNew ? (0u, 0u) : (c.Host.Uid, c.Host.Gid);
        if (user.Gid != ownGid)
            c.Builder.Call(Syscall.setresgid, user.Gid, user.Gid, user.Gid);
        if (user.Uid == ownUid)
            return;
        c.Builder.Call(Syscall.prctl, PR_SET_KEEPCAPS, 1, 0, 0, 0);
        c.Builder.Call(Syscall.setresuid, user.Uid, user.Uid, user.Uid);
    }

    private static ulong Mask(IReadOnlyList<string> names, string set) =>
        CapabilityNames.TryMask(names, out ulong mask, out string? unknown)
            ? mask
            : throw new OciFormatException($"config.json: process.capabilities.{set}: "
                + $"\"{unknown}\" is no capability of Linux");
}
