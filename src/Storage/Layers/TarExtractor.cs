using Microsoft.Win32.SafeHandles;

namespace MiniDocker.Storage.Layers;

/// <summary>
/// Extracts an archive into a tree that exists, as <c>tar -x</c> does: for ADD and <c>cp</c>.
/// Whiteout names mean nothing here. Nothing outside the root is ever touched.
/// </summary>
public static class TarExtractor
{
    /// <summary>Extracts all entries.</summary>
    /// <param name="archive">The tar, compressed or not; read to its end, stays open.</param>
    /// <param name="root">The root that symbolic links are resolved in; stays open.</param>
    /// <param name="directory">The directory below the root that names are relative to; made if
    /// it is missing.</param>
    /// <param name="options">What to change on the way.</param>
    /// <param name="cancel">Stops the work; what was extracted stays.</param>
    public static void Extract(
        Stream archive, SafeFileHandle root, string directory, TarExtractOptions options,
        CancellationToken cancel) => throw new NotSupportedException();
}
