namespace MiniDocker.Storage.Layers;

/// <summary>What a name in a layer is.</summary>
public enum LayerNodeKind
{
    /// <summary>A regular file.</summary>
    File,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A symbolic link.</summary>
    SymbolicLink,

    /// <summary>A character device.</summary>
    CharacterDevice,

    /// <summary>A block device.</summary>
    BlockDevice,

    /// <summary>A named pipe.</summary>
    Fifo,

    /// <summary>"There is nothing by this name", whatever the layers below say.</summary>
    Whiteout,
}
