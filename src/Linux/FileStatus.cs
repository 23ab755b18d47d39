namespace MiniDocker.Linux;

/// <summary>What the kernel knows of a file (man 2 statx). Times are nanoseconds since 1970.
/// </summary>
/// <param name="Mode">Type and permissions: st_mode.</param>
/// <param name="Uid">The owner.</param>
/// <param name="Gid">The group.</param>
/// <param name="SizeBytes">The size of a file, the length of a link's target.</param>
/// <param name="ModifiedNs">When the contents changed.</param>
/// <param name="ChangedNs">When anything about the file changed.</param>
/// <param name="Inode">The number that names share who are hard links of each other.</param>
/// <param name="Links">How many names the file has.</param>
/// <param name="DeviceMajor">The device that a device node stands for.</param>
/// <param name="DeviceMinor">Its minor number.</param>
public readonly record struct FileStatus(
    uint Mode, uint Uid, uint Gid, long SizeBytes, long ModifiedNs, long ChangedNs,
    ulong Inode, uint Links, uint DeviceMajor, uint DeviceMinor)
{
    private const uint TypeMask = 0xF000;

    /// <summary>The low 12 bits: permissions, set-id and sticky bits.</summary>
    public uint Permissions => Mode & 0xFFF;

    /// <summary>Whether it is a directory.</summary>
    public bool IsDirectory => (Mode & TypeMask) == 0x4000;

    /// <summary>Whether it is a regular file.</summary>
    public bool IsFile => (Mode & TypeMask) == 0x8000;

    /// <summary>Whether it is a symbolic link.</summary>
    public bool IsLink => (Mode & TypeMask) == 0xA000;

    /// <summary>Whether it is a socket, which no archive can hold.</summary>
    public bool IsSocket => (Mode & TypeMask) == 0xC000;

    /// <summary>Whether it is a character device.</summary>
    public bool IsCharacterDevice => (Mode & TypeMask) == 0x2000;

    /// <summary>Whether it is a block device.</summary>
    public bool IsBlockDevice => (Mode & TypeMask) == 0x6000;

    /// <summary>Whether it is a named pipe.</summary>
    public bool IsFifo => (Mode & TypeMask) == 0x1000;
}
