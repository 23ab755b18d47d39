namespace MiniDocker.Storage.Layers;

/// <summary>Bounds on the tree that a layer may describe.</summary>
public static class LayerLimits
{
    /// <summary>Names in one layer; an entry takes a few hundred bytes of memory.</summary>
    public const int EntriesMax = 10_000_000;

    /// <summary>Directories below each other.</summary>
    public const int DepthMax = 1024;

    /// <summary>Bytes of one name, as every Linux file system has it.</summary>
    public const int NameBytesMax = 255;

    /// <summary>Bytes of a symbolic link's target: a page of the kernel, less its NUL.</summary>
    public const int LinkTargetBytesMax = 4095;

    /// <summary>Symbolic links that one path may go through, as in the kernel.</summary>
    public const int LinksFollowedMax = 40;

    /// <summary>The last second that engines store; later ones become 0, as in Docker.</summary>
    public const long SecondsMax = long.MaxValue / 1_000_000_000;
}
