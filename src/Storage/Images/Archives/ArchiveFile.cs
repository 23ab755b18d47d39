using MiniDocker.Oci;
using MiniDocker.Storage.Compression;

namespace MiniDocker.Storage.Images.Archives;

/// <summary>A file of an image archive, as it was spooled.</summary>
/// <param name="Digest">The SHA-256 (or the digest its name states) of its bytes.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Json">Its bytes once more, when it may be a document.</param>
/// <param name="Compression">What its first bytes say it is compressed with.</param>
internal sealed record ArchiveFile(
    Digest Digest, long Size, byte[]? Json, CompressionFormat Compression);
