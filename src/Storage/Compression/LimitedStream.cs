namespace MiniDocker.Storage.Compression;

/// <summary>Stops a bomb: bounds the output, and its ratio to the input.</summary>
internal sealed class LimitedStream(
    Stream decoder, PrefixedStream input, DecompressionLimits limits) : ReadStream
{
    private long _out;

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = decoder.Read(buffer);
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw new CompressionException($"cannot decompress: {e.Message}", e);
        }
        _out += read;
        if (_out > limits.OutputBytesMax)
            throw new CompressionException(
                $"more than {limits.OutputBytesMax} bytes after decompression: refused");
        if (_out > DecompressionLimits.RatioGraceBytes
            && _out / limits.RatioMax > input.BytesRead)
            throw new CompressionException(
                $"grows more than {limits.RatioMax} times by decompression: refused");
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            decoder.Dispose();
        base.Dispose(disposing);
    }

    // What the decoders of packages throw on bad bytes; an error of the source stays as it is.
    private static bool IsDamage(Exception e) =>
        e is EndOfStreamException or ZstdSharp.ZstdException or InvalidDataException
            or ICSharpCode.SharpZipLib.SharpZipBaseException or IndexOutOfRangeException;
}
