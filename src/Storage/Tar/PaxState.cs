namespace MiniDocker.Storage.Tar;

/// <summary>What extension headers have said about the entry that follows them.</summary>
internal sealed class PaxState
{
    internal bool IsEmpty { get; set; } = true;

    internal byte[]? GnuName { get; set; }

    internal byte[]? GnuLink { get; set; }

    internal byte[]? Path { get; set; }

    internal byte[]? Link { get; set; }

    internal byte[]? SparseName { get; set; }

    internal long? Size { get; set; }

    internal long? Uid { get; set; }

    internal long? Gid { get; set; }

    internal UnixTime? Time { get; set; }

    // GNU.sparse.*: 0.0 repeats offset and numbytes, 0.1 has one map, 1.0 puts it in the file.
    internal long? RealSize { get; set; }

    internal bool IsSparse { get; set; }

    internal bool MapInContents { get; set; }

    internal long SparseOffset { get; set; } = -1;

    internal void Clear()
    {
        IsEmpty = true;
        GnuName = GnuLink = Path = Link = SparseName = null;
        Size = Uid = Gid = RealSize = null;
        Time = null;
        IsSparse = MapInContents = false;
        SparseOffset = -1;
    }
}
