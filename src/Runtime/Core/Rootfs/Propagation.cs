using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Rootfs;

/// <summary>Names of mount propagation. man 7 mount_namespaces.</summary>
internal static class Propagation
{
    /// <summary>MS_SHARED and so on; null for no name or an unknown one.</summary>
    internal static ulong? FlagOf(string? name) => name switch
    {
        "shared" or "rshared" => MS_SHARED,
        "slave" or "rslave" => MS_SLAVE,
        "private" or "rprivate" => MS_PRIVATE,
        "unbindable" or "runbindable" => MS_UNBINDABLE,
        _ => null,
    };
}
