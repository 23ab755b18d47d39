using Microsoft.Win32.SafeHandles;

namespace MiniDocker.Storage.Layers;

/// <summary>Writes a directory tree as a tar: <c>export</c>, and <c>cp</c> out of a container.
/// </summary>
public static class TreeWriter
{
    /// <summary>Writes a whole tree, deterministic like <see cref="LayerDiffer"/>.</summary>
    /// <param name="root">The directory; stays open.</param>
    /// <param name="destination">Receives the uncompressed tar; stays open.</param>
    /// <param name="cancel">Stops the work.</param>
    public static void WriteTree(
        SafeFileHandle root, Stream destination, CancellationToken cancel) =>
        throw new NotSupportedException();

    /// <summary>Writes one path and what is below it, as <c>docker cp</c> does.</summary>
    /// <param name="root">The root that the path is resolved in; stays open.</param>
    /// <param name="path">The path inside the root; symbolic links in it stay inside.</param>
    /// <param name="archiveName">What the archive calls it instead of its last name.</param>
    /// <param name="followLink">Whether a link at the end is followed (<c>cp -L</c>).</param>
    /// <param name="destination">Receives the uncompressed tar; stays open.</param>
    /// <param name="cancel">Stops the work.</param>
    public static void WritePath(
        SafeFileHandle root, string path, string archiveName, bool followLink,
        Stream destination, CancellationToken cancel) => throw new NotSupportedException();
}
