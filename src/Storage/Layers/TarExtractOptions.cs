namespace MiniDocker.Storage.Layers;

/// <summary>How <see cref="TarExtractor"/> treats entries.</summary>
public sealed record TarExtractOptions
{
    /// <summary>The owner of everything, instead of the archive's.</summary>
    public (uint Uid, uint Gid)? Owner { get; init; }

    /// <summary>Permissions of everything but links, instead of the archive's.</summary>
    public uint? Mode { get; init; }

    /// <summary>The time of everything, instead of the archive's.</summary>
    public Tar.UnixTime? ModifiedTime { get; init; }

    /// <summary>Refuse to put a directory in the place of something else, or the other way
    /// round, as <c>docker cp</c> does.</summary>
    public bool NoOverwriteDirectory { get; init; }
}
