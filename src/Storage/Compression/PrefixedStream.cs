namespace MiniDocker.Storage.Compression;

/// <summary>A stream whose first bytes have been read already; counts what it hands on.</summary>
internal sealed class PrefixedStream(byte[] prefix, Stream rest) : ReadStream
{
    private int _given;

    /// <summary>Bytes handed on so far.</summary>
    internal long BytesRead { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        int take = Math.Min(buffer.Length, prefix.Length - _given);
        if (take > 0)
        {
            prefix.AsSpan(_given, take).CopyTo(buffer);
            _given += take;
        }
        else
            take = rest.Read(buffer);
        BytesRead += take;
        return take;
    }
}
