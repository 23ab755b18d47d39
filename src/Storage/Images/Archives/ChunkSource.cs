namespace MiniDocker.Storage.Images.Archives;

/// <summary>
/// Hands out the next bytes of a file, empty at its end. They are the source's own buffer and
/// valid until the next call.
/// </summary>
internal delegate ReadOnlySpan<byte> ChunkSource();
