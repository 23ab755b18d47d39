using MiniDocker.Linux;

namespace MiniDocker.Storage.Layers;

/// <summary>Layers unpacked into directories: works on every kernel that has overlayfs.</summary>
public sealed class OverlaySnapshotter : ISnapshotter
{
    /// <inheritdoc/>
    public string Form => "unpacked";

    /// <inheritdoc/>
    public string LowerName => "fs";

    /// <inheritdoc/>
    public ILayerSink Create(string directory)
    {
        string root = Path.Combine(directory, LowerName);
        Directory.CreateDirectory(root);
        return new DirectorySink(PathAt.OpenDirectory(root));
    }
}
