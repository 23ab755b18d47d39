using MiniDocker.Oci;
using MiniDocker.Storage.Images;

namespace MiniDocker.Engine.Images;

/// <summary>What a pull brought.</summary>
/// <param name="Image">The image, unpacked.</param>
/// <param name="Digest">What the registry's name points at.</param>
/// <param name="IsNew">False when the name pointed there before and all was here.</param>
public sealed record PullResult(Image Image, Digest Digest, bool IsNew);
