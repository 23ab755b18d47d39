namespace MiniDocker.Storage.Tar;

/// <summary>Bounds on everything an archive's headers can ask for.</summary>
public static class TarLimits
{
    /// <summary>Bytes of one extension header (PAX records, GNU long name). As in Go.</summary>
    public const int ExtensionBytesMax = 1 << 20;

    /// <summary>Records in one PAX header.</summary>
    public const int PaxRecordsMax = 10_000;

    /// <summary>Bytes of a path or link target.</summary>
    public const int PathBytesMax = 64 << 10;

    /// <summary>Stored runs in one sparse file.</summary>
    public const int SparseSegmentsMax = 1_000_000;

    /// <summary>Bytes of one file; what the kernel's loff_t holds without its last block.</summary>
    public const long FileBytesMax = long.MaxValue - 4096;

    /// <summary>The largest major number that the kernel's dev_t holds (12 bits).</summary>
    public const uint DeviceMajorMax = (1 << 12) - 1;

    /// <summary>The largest minor number that the kernel's dev_t holds (20 bits).</summary>
    public const uint DeviceMinorMax = (1 << 20) - 1;

    /// <summary>The largest user or group id: 2^32-1 means "unchanged" to chown(2).</summary>
    public const uint IdMax = uint.MaxValue - 1;

    /// <summary>Bytes of one extended attribute's name (XATTR_NAME_MAX).</summary>
    public const int XattrNameBytesMax = 255;

    /// <summary>Bytes of one extended attribute's value (XATTR_SIZE_MAX).</summary>
    public const int XattrValueBytesMax = 64 << 10;
}
