namespace MiniDocker.Storage.Layers;

/// <summary>Receives a layer's tree while its tar is read.</summary>
public interface ILayerSink : IDisposable
{
}
