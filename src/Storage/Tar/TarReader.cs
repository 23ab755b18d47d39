using System.Buffers;
using static MiniDocker.Storage.Tar.TarHeaderLayout;

namespace MiniDocker.Storage.Tar;

/// <summary>
/// Reads an archive forward: ustar, PAX, GNU and old v7 headers, sparse files in all four forms.
/// Contents come as spans of the reader's own buffer, without a copy.
/// </summary>
public sealed partial class TarReader : IDisposable
{
    private const int BufferBytes = 256 << 10;

    private readonly Stream _source;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private int _start, _end;
    private long _stored;
    private int _padding;
    private int _segment;
    private long _segmentRead;

    /// <summary>Reads from a stream, which stays the caller's to dispose.</summary>
    public TarReader(Stream source) => _source = source;

    /// <summary>The entry that <see cref="ReadNext"/> read last.</summary>
    public TarEntry Entry { get; } = new();

    /// <summary>Moves to the next entry, past what is unread of this one.</summary>
    /// <returns>False at the archive's end.</returns>
    /// <exception cref="TarException">The archive is damaged or asks too much.</exception>
    public bool ReadNext()
    {
        SkipStored();
        Entry.Clear();
        _pax.Clear();
        while (true)
        {
            if (!TryFill(BlockBytes))
                return _pax.IsEmpty ? false : throw Truncated();
            ReadOnlySpan<byte> header = _buffer.AsSpan(_start, BlockBytes);
            if (!header.ContainsAnyExcept((byte)0))
                return _pax.IsEmpty ? false : throw Truncated();
            CheckSum(header);
            _start += BlockBytes;
            long size = ReadSize(header);
            byte type = header[TarHeaderLayout.Type];
            if (!ReadExtension(type, size))
            {
                ReadHeader(type, size);
                return true;
            }
        }
    }

    /// <summary>The next stored bytes of a file and where in it they belong; empty at its end.
    /// Bytes that no chunk covers are a hole. Valid until the next call.</summary>
    public ReadOnlySpan<byte> ReadChunk(out long offset)
    {
        offset = _segmentRead;
        long left = _stored;
        if (Entry.IsSparse)
        {
            List<SparseSegment> segments = Entry.SegmentList;
            while (_segment < segments.Count && _segmentRead == segments[_segment].Length)
                (_segment, _segmentRead) = (_segment + 1, 0);
            if (_segment == segments.Count)
                return default;
            offset = segments[_segment].Offset + _segmentRead;
            left = segments[_segment].Length - _segmentRead;
        }
        if (left == 0)
            return default;
        if (_start == _end && !TryFill(1))
            throw Truncated();
        int take = (int)Math.Min(left, _end - _start);
        ReadOnlySpan<byte> chunk = _buffer.AsSpan(_start, take);
        _start += take;
        _stored -= take;
        _segmentRead += take;
        return chunk;
    }

    /// <summary>Reads a small file whole, holes as zeros.</summary>
    /// <exception cref="TarException">It is larger than <paramref name="bytesMax"/>.</exception>
    public byte[] ReadAll(int bytesMax)
    {
        if (Entry.Size > bytesMax)
            throw new TarException($"{Entry.NameText} is larger than {bytesMax} bytes");
        byte[] content = new byte[Entry.Size];
        while (ReadChunk(out long offset) is { IsEmpty: false } chunk)
            chunk.CopyTo(content.AsSpan((int)offset));
        return content;
    }

    /// <summary>Reads the source to its end: what lies behind the archive belongs to the digest
    /// of a layer.</summary>
    public void Drain()
    {
        _start = _end = 0;
        while (_source.Read(_buffer) > 0)
        {
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_buffer.Length == 0)
            return;
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private static TarException Truncated() => new("archive ends in the middle of an entry");

    // Makes `count` bytes available at _start; false if the source ended before the first.
    private bool TryFill(int count)
    {
        if (_end - _start >= count)
            return true;
        _buffer.AsSpan(_start.._end).CopyTo(_buffer);
        (_end, _start) = (_end - _start, 0);
        while (_end < count)
        {
            int read = _source.Read(_buffer, _end, _buffer.Length - _end);
            if (read == 0)
                return _end == 0 ? false : throw Truncated();
            _end += read;
        }
        return true;
    }

    private void SkipStored()
    {
        (long skip, int padding) = (_stored + _padding, _padding);
        (_stored, _padding, _segment, _segmentRead) = (0, 0, 0, 0);
        while (skip > 0)
        {
            // The padding of the last file of an archive may be missing.
            if (_start == _end && !TryFill(1))
            {
                if (skip <= padding)
                    return;
                throw Truncated();
            }
            int take = (int)Math.Min(skip, _end - _start);
            _start += take;
            skip -= take;
        }
    }

    // Reads `size` bytes and their padding into memory.
    private byte[] ReadExtensionBody(long size)
    {
        if (size > TarLimits.ExtensionBytesMax)
            throw new TarException(
                $"extension header is larger than {TarLimits.ExtensionBytesMax} bytes");
        byte[] body = new byte[size];
        SetStored(size);
        for (int done = 0; done < body.Length;)
        {
            ReadOnlySpan<byte> chunk = ReadChunk(out _);
            chunk.CopyTo(body.AsSpan(done));
            done += chunk.Length;
        }
        SkipStored();
        return body;
    }

    private void SetStored(long size)
    {
        _stored = size;
        _padding = (int)(-size & (BlockBytes - 1));
        (_segment, _segmentRead) = (0, 0);
    }

    private static void CheckSum(ReadOnlySpan<byte> header)
    {
        long expected = TarNumber.Read(header.Slice(Checksum, ChecksumBytes), "checksum");
        int unsigned = ChecksumBytes * ' ', signed = unsigned;
        for (int i = 0; i < BlockBytes; i++)
        {
            if (i is >= Checksum and < Checksum + ChecksumBytes)
                continue;
            unsigned += header[i];
            signed += (sbyte)header[i];
        }
        // Old Sun tars summed signed bytes.
        if (expected != unsigned && expected != signed)
            throw new TarException("header checksum is wrong: not a tar archive, or damaged");
    }
}
