namespace MiniDocker.Storage.Tar;

/// <summary>What an archive entry is, after extension headers have been folded into it.</summary>
public enum TarEntryKind
{
    /// <summary>A regular file; its contents follow the header.</summary>
    File,

    /// <summary>Another name of a file that an earlier entry holds.</summary>
    HardLink,

    /// <summary>A symbolic link.</summary>
    SymbolicLink,

    /// <summary>A character device.</summary>
    CharacterDevice,

    /// <summary>A block device.</summary>
    BlockDevice,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A named pipe.</summary>
    Fifo,
}
