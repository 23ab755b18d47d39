using System.Runtime.InteropServices;

namespace MiniDocker.Linux;

/// <summary>What statx(2) tells of a file: struct statx, the fields that are used here.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
public struct StatxStatus
{
    /// <summary>Type bits of <see cref="Mode"/> (man 7 inode).</summary>
    public const uint TypeMask = 0xF000, Fifo = 0x1000, CharacterDevice = 0x2000,
        Directory = 0x4000, BlockDevice = 0x6000, Regular = 0x8000, SymbolicLink = 0xA000,
        Socket = 0xC000;

    /// <summary>How many names it has.</summary>
    [FieldOffset(16)]
    public uint LinkCount;

    /// <summary>The owner.</summary>
    [FieldOffset(20)]
    public uint Uid;

    /// <summary>The group.</summary>
    [FieldOffset(24)]
    public uint Gid;

    /// <summary>Type and permissions.</summary>
    [FieldOffset(28)]
    public ushort Mode;

    /// <summary>The inode number.</summary>
    [FieldOffset(32)]
    public ulong Inode;

    /// <summary>Bytes.</summary>
    [FieldOffset(40)]
    public ulong Size;

    /// <summary>When the contents changed: seconds.</summary>
    [FieldOffset(112)]
    public long ModifiedSeconds;

    /// <summary>When the contents changed: nanoseconds.</summary>
    [FieldOffset(120)]
    public uint ModifiedNanoseconds;

    /// <summary>The device that it is, if it is one.</summary>
    [FieldOffset(128)]
    public uint RdevMajor;

    /// <inheritdoc cref="RdevMajor"/>
    [FieldOffset(132)]
    public uint RdevMinor;

    /// <summary>The device that it is on.</summary>
    [FieldOffset(136)]
    public uint DevMajor;

    /// <inheritdoc cref="DevMajor"/>
    [FieldOffset(140)]
    public uint DevMinor;

    /// <summary>The type bits alone.</summary>
    public readonly uint Type => Mode & TypeMask;

    /// <summary>The 12 permission bits alone.</summary>
    public readonly uint Permissions => Mode & 0xFFFu;

    /// <summary>A character device 0:0, which is how overlayfs says "deleted".</summary>
    public readonly bool IsWhiteout =>
        Type == CharacterDevice && RdevMajor == 0 && RdevMinor == 0;
}
