namespace MiniDocker.Storage.Layers;

/// <summary>A form in which layers are kept, so that overlayfs can stack them.</summary>
public interface ISnapshotter
{
    /// <summary>The form's name in <c>layer.json</c> and in <c>minidocker info</c>.</summary>
    string Form { get; }

    /// <summary>The name, in a layer's directory, of what overlayfs takes as a lower: a
    /// directory, or a file that is an image of one.</summary>
    string LowerName { get; }

    /// <summary>Starts to write a layer below <paramref name="directory"/>, which is private
    /// until the store renames it.</summary>
    ILayerSink Create(string directory);
}
