namespace MiniDocker.Storage.Tar;

/// <summary>A run of stored bytes of a sparse file; what lies between runs is a hole.</summary>
/// <param name="Offset">Where the run starts in the file, in bytes.</param>
/// <param name="Length">How many bytes it holds.</param>
public readonly record struct SparseSegment(long Offset, long Length);
