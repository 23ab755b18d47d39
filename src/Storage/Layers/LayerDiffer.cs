namespace MiniDocker.Storage.Layers;

/// <summary>Turns an overlay's upper directory into an OCI changeset.</summary>
public static class LayerDiffer
{
    /// <summary>Writes the tar of an upper directory: whiteouts as <c>.wh.</c> names, opaque
    /// directories, xattrs without overlayfs's own, hard links, in byte order of names, so the
    /// same tree gives the same bytes.</summary>
    /// <param name="upperDirectory">Absolute path of the upper directory.</param>
    /// <param name="destination">Receives the uncompressed tar; stays open.</param>
    /// <param name="clampTime">Later times are cut to this (SOURCE_DATE_EPOCH).</param>
    /// <param name="cancel">Stops the work.</param>
    public static void WriteTar(
        string upperDirectory, Stream destination, Tar.UnixTime? clampTime,
        CancellationToken cancel) => throw new NotSupportedException();

    /// <summary>Lists what an upper directory changes: <c>docker diff</c>, sorted by path.
    /// </summary>
    /// <param name="upperDirectory">Absolute path of the upper directory.</param>
    /// <param name="lower">The merged tree below it.</param>
    public static IReadOnlyList<LayerChange> Changes(string upperDirectory, MergedTree lower) =>
        throw new NotSupportedException();
}
