namespace MiniDocker.Runtime.Cgroups;

/// <summary>What is done to a device; the values are the kernel's BPF_DEVCG_ACC_*.</summary>
[Flags]
internal enum DeviceAccess
{
    /// <summary>mknod.</summary>
    Make = 1,

    /// <summary>Reading.</summary>
    Read = 2,

    /// <summary>Writing.</summary>
    Write = 4,

    /// <summary>All of it.</summary>
    All = Make | Read | Write,
}
