using MiniDocker.Oci;
using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Namespaces;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime;

/// <summary>
/// Refuses a config.json that is self-contradictory or asks for what is not there, naming the
/// field. Values that a step's compiler knows best (capabilities, limits) are checked there.
/// </summary>
public static class SpecValidator
{
    private const int SupportedMajor = 1;
    private const int ScoreMin = -1000, ScoreMax = 1000;

    /// <summary>Checks a bundle's spec.</summary>
    /// <exception cref="OciFormatException">A field is wrong; the message names it.</exception>
    public static void Validate(RuntimeSpec spec)
    {
        CheckVersion(spec.OciVersion);
        if (spec.Process is null)
            throw Wrong("process", "is missing; there is nothing to run");
        CheckProcess(spec.Process);
        if (string.IsNullOrEmpty(spec.Root?.Path))
            throw Wrong("root.path", "is missing");
        LinuxSpec linux = spec.Linux ?? new LinuxSpec();
        var namespaces = new NamespaceSet(linux.Namespaces);
        CheckNamespaces(spec, linux, namespaces);
        CheckUnsupported(linux);
        CheckMounts(spec.Mounts);
        SysctlRules.Check(linux.Sysctl, namespaces, spec.Hostname);
        CheckPropagation(linux.RootfsPropagation);
        CheckHooks(spec.Hooks);
    }

    /// <summary>Checks a process alone, for exec.</summary>
    /// <exception cref="OciFormatException">A field is wrong; the message names it.</exception>
    public static void CheckProcess(ProcessSpec process)
    {
        if (process.Args.Count == 0 || process.Args[0].Length == 0)
            throw Wrong("process.args", "is empty; there is nothing to run");
        if (!process.Cwd.StartsWith('/'))
            throw Wrong("process.cwd", $"\"{process.Cwd}\" is not absolute");
        if (process.OomScoreAdj is < ScoreMin or > ScoreMax)
            throw Wrong("process.oomScoreAdj",
                $"{process.OomScoreAdj} is not within {ScoreMin} and {ScoreMax}");
        if (process.User.AdditionalGids.Count > RuntimeLimits.GroupsMax)
            throw Wrong("process.user.additionalGids", "has more groups than Linux takes");
        foreach (string entry in process.Env)
        {
            if (entry.Contains('\0'))
                throw Wrong("process.env", "has an entry with a zero byte in it");
        }
        foreach (string argument in process.Args)
        {
            if (argument.Contains('\0'))
                throw Wrong("process.args", "has an argument with a zero byte in it");
        }
        var seen = new HashSet<string>();
        foreach (RlimitSpec limit in process.Rlimits)
        {
            if (!seen.Add(limit.Type))
                throw Wrong("process.rlimits", $"{limit.Type} is listed twice");
            if (limit.Soft > limit.Hard)
                throw Wrong("process.rlimits",
                    $"{limit.Type}: soft {limit.Soft} is above hard {limit.Hard}");
        }
    }

    private static void CheckVersion(string version)
    {
        int dot = version.IndexOf('.');
        if (dot <= 0 || !int.TryParse(version.AsSpan(0, dot), out int major))
            throw Wrong("ociVersion", $"\"{version}\" is no version such as 1.3.0");
        if (major != SupportedMajor)
            throw Wrong("ociVersion", $"{version} is not supported; this program reads 1.x");
    }

    private static void CheckNamespaces(
        RuntimeSpec spec, LinuxSpec linux, NamespaceSet namespaces)
    {
        bool hasMappings = linux.UidMappings.Count > 0 || linux.GidMappings.Count > 0;
        if (hasMappings && !namespaces.Has(CLONE_NEWUSER))
            throw Wrong("linux.uidMappings", "are given without a user namespace");
        if (namespaces.Creates(CLONE_NEWUSER)
            && (linux.UidMappings.Count == 0 || linux.GidMappings.Count == 0))
            throw Wrong("linux.uidMappings", "and gidMappings are needed by a user namespace");
        if (!string.IsNullOrEmpty(spec.Hostname) && !namespaces.Has(CLONE_NEWUTS))
            throw Wrong("hostname", "is given without a uts namespace to keep it in");
        if (!string.IsNullOrEmpty(spec.Domainname) && !namespaces.Has(CLONE_NEWUTS))
            throw Wrong("domainname", "is given without a uts namespace to keep it in");
        if (linux.TimeOffsets is { Count: > 0 } offsets)
        {
            if (!namespaces.Creates(CLONE_NEWTIME))
                throw Wrong("linux.timeOffsets", "are given without a new time namespace");
            foreach (string clock in offsets.Keys)
            {
                if (clock is not ("monotonic" or "boottime"))
                    throw Wrong("linux.timeOffsets", $"\"{clock}\" is no clock that can be set");
            }
        }
        if (!namespaces.Has(CLONE_NEWNS)
            && (linux.MaskedPaths.Count > 0 || linux.ReadonlyPaths.Count > 0
                || spec.Mounts.Count > 0))
            throw Wrong("linux.namespaces",
                "has no mount namespace, so mounts would be made on the host");
    }

    // Ignored, they would leave a container without a device or a limit that it counts on.
    private static void CheckUnsupported(LinuxSpec linux)
    {
        if (linux.NetDevices is { Count: > 0 })
            throw Wrong("linux.netDevices", "are not supported; move them with a "
                + "createRuntime hook");
        if (linux.IntelRdt is not null)
            throw Wrong("linux.intelRdt", "is not supported; remove it");
    }

    private static void CheckMounts(IReadOnlyList<MountSpec> mounts)
    {
        if (mounts.Count > RuntimeLimits.MountsMax)
            throw Wrong("mounts",
                $"has {mounts.Count} entries; the limit is {RuntimeLimits.MountsMax}");
        for (int i = 0; i < mounts.Count; i++)
        {
            if (mounts[i].Destination.Length == 0)
                throw Wrong($"mounts[{i}].destination", "is missing");
            var options = Mounts.MountOptions.Parse(mounts[i].Options);
            bool isBind = options.IsBind || mounts[i].Type == "bind";
            if (isBind && !options.IsRemount && string.IsNullOrEmpty(mounts[i].Source))
                throw Wrong($"mounts[{i}].source", "is missing; a bind mount needs one");
            if (isBind && options.Parameters.Count > 0)
                throw Wrong($"mounts[{i}].options", $"\"{options.Parameters[0]}\" is no option "
                    + "of a bind mount");
        }
    }

    private static void CheckPropagation(string? name)
    {
        if (!string.IsNullOrEmpty(name) && Rootfs.Propagation.FlagOf(name) is null)
            throw Wrong("linux.rootfsPropagation", $"\"{name}\" is no kind of propagation");
    }

    private static void CheckHooks(HooksSpec? hooks)
    {
        if (hooks is null)
            return;
        IReadOnlyList<HookSpec>[] lists =
        [
            hooks.Prestart, hooks.CreateRuntime, hooks.CreateContainer, hooks.StartContainer,
            hooks.Poststart, hooks.Poststop,
        ];
        foreach (IReadOnlyList<HookSpec> list in lists)
        {
            foreach (HookSpec hook in list)
            {
                if (!hook.Path.StartsWith('/'))
                    throw Wrong("hooks", $"path \"{hook.Path}\" is not absolute");
                if (hook.Timeout is <= 0)
                    throw Wrong("hooks", $"timeout {hook.Timeout} of {hook.Path} is not above 0");
            }
        }
    }

    private static OciFormatException Wrong(string field, string what) =>
        new($"config.json: {field}: {what}");
}
