using MiniDocker.Storage.Tar;

namespace MiniDocker.Storage.Layers;

/// <summary>What hard links share: everything but the name.</summary>
public sealed class LayerInode
{
    /// <summary>What it is.</summary>
    public LayerNodeKind Kind { get; set; }

    /// <summary>The 12 permission bits.</summary>
    public uint Mode { get; set; }

    /// <summary>The owner.</summary>
    public uint Uid { get; set; }

    /// <summary>The group.</summary>
    public uint Gid { get; set; }

    /// <summary>When the contents last changed.</summary>
    public UnixTime ModifiedTime { get; set; }

    /// <summary>Bytes of a file.</summary>
    public long Size { get; set; }

    /// <summary>The numbers of a device.</summary>
    public (uint Major, uint Minor) Device { get; set; }

    /// <summary>The target of a symbolic link.</summary>
    public byte[] Target { get; set; } = [];

    /// <summary>Extended attributes, without those that are overlayfs's own.</summary>
    public Xattr[] Xattrs { get; set; } = [];

    /// <summary>Names that it has in the layer.</summary>
    public int LinkCount { get; set; } = 1;

    /// <summary>Where a sink put the contents; means nothing to anybody else.</summary>
    internal long Location { get; set; }

    /// <summary>A sink's number for it.</summary>
    internal long Number { get; set; }
}
