namespace MiniDocker.Storage.Tar;

/// <summary>
/// Where each field of a 512-byte header lies: POSIX.1-1988 ustar, and the GNU header that
/// shares its first 345 bytes. GNU tar manual, "Basic Tar Format"; pax(1), "ustar Interchange
/// Format".
/// </summary>
internal static class TarHeaderLayout
{
    internal const int BlockBytes = 512;

    internal const int Name = 0, NameBytes = 100;
    internal const int Mode = Name + NameBytes, ModeBytes = 8;
    internal const int Uid = Mode + ModeBytes, UidBytes = 8;
    internal const int Gid = Uid + UidBytes, GidBytes = 8;
    internal const int Size = Gid + GidBytes, SizeBytes = 12;
    internal const int MTime = Size + SizeBytes, MTimeBytes = 12;
    internal const int Checksum = MTime + MTimeBytes, ChecksumBytes = 8;
    internal const int Type = Checksum + ChecksumBytes, TypeBytes = 1;
    internal const int LinkName = Type + TypeBytes, LinkNameBytes = 100;

    // "ustar\0" + "00" is POSIX; "ustar " + " \0" is GNU, which has no prefix field.
    internal const int Magic = LinkName + LinkNameBytes, MagicBytes = 6;
    internal const int FormatVersion = Magic + MagicBytes, VersionBytes = 2;
    internal const int UserName = FormatVersion + VersionBytes, UserNameBytes = 32;
    internal const int GroupName = UserName + UserNameBytes, GroupNameBytes = 32;
    internal const int DevMajor = GroupName + GroupNameBytes, DevMajorBytes = 8;
    internal const int DevMinor = DevMajor + DevMajorBytes, DevMinorBytes = 8;

    // ustar only.
    internal const int Prefix = DevMinor + DevMinorBytes, PrefixBytes = 155;

    // GNU only: atime, ctime, offset, longnames and a spare byte come before the sparse map.
    internal const int GnuSparse = Prefix + 41, GnuSparseEntries = 4;
    internal const int GnuIsExtended = GnuSparse + GnuSparseEntries * SparseEntryBytes;
    internal const int GnuRealSize = GnuIsExtended + 1;

    // A GNU extension block after an 'S' header: 21 map entries and one flag.
    internal const int SparseEntryBytes = 24, SparseNumberBytes = 12;
    internal const int ExtensionEntries = 21;
    internal const int ExtensionIsExtended = ExtensionEntries * SparseEntryBytes;

    internal static ReadOnlySpan<byte> UstarMagic => "ustar\0"u8;

    internal static ReadOnlySpan<byte> GnuMagic => "ustar "u8;
}
