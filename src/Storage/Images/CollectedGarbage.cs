using MiniDocker.Oci;

namespace MiniDocker.Storage.Images;

/// <summary>What a collection removed.</summary>
/// <param name="Layers">Unpacked layers, topmost first.</param>
/// <param name="FreedBytes">Bytes of blobs and of unpacked layers together.</param>
public sealed record CollectedGarbage(IReadOnlyList<ChainId> Layers, long FreedBytes)
{
    /// <summary>Nothing was removed.</summary>
    public static CollectedGarbage None { get; } = new([], 0);
}
