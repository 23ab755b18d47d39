namespace MiniDocker.Storage.Images;

/// <summary>Limits on what archives of images and reference files may hold.</summary>
public static class ImageLimits
{
    /// <summary>Entries in an archive of images.</summary>
    public const int ArchiveEntriesMax = 100_000;

    /// <summary>Bytes of all JSON documents of an archive together.</summary>
    public const long ArchiveJsonBytesMax = 64L << 20;

    /// <summary>Symbolic links followed from one name of an archive.</summary>
    public const int ArchiveLinksMax = 16;

    /// <summary>Bytes of a reference file.</summary>
    public const int ReferenceBytesMax = 64 << 10;
}
