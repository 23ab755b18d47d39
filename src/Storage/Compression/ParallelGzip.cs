using System.Buffers.Binary;
using System.IO.Compression;

namespace MiniDocker.Storage.Compression;

/// <summary>
/// One gzip member made by all cores: the input is cut into blocks that are deflated apart, each
/// ended by a sync flush so that they join on byte borders. The cuts depend on the input alone,
/// so the bytes do not depend on the number of cores.
/// </summary>
internal sealed class ParallelGzip : Stream
{
    private const int BlockBytes = 1 << 20;

    // A final, empty block with fixed codes: RFC 1951, 3.2.6.
    private static readonly byte[] LastBlock = [0x03, 0x00];

    private static readonly byte[] Header = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF];

    private readonly Stream _destination;
    private readonly int _level;
    private readonly Queue<Task<MemoryStream>> _running = new();
    private byte[] _block = new byte[BlockBytes];
    private int _filled;
    private uint _crc, _size;
    private bool _isEnded;

    internal ParallelGzip(Stream destination, int level)
    {
        (_destination, _level) = (destination, level);
        _destination.Write(Header);
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _crc = Crc32.Append(_crc, buffer);
        _size += (uint)buffer.Length;
        while (!buffer.IsEmpty)
        {
            int take = Math.Min(buffer.Length, BlockBytes - _filled);
            buffer[..take].CopyTo(_block.AsSpan(_filled));
            buffer = buffer[take..];
            _filled += take;
            if (_filled == BlockBytes)
                StartBlock();
        }
    }

    public override void Write(byte[] buffer, int offset, int count) =>
        Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) =>
        throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isEnded)
        {
            _isEnded = true;
            if (_filled > 0)
                StartBlock();
            while (_running.Count > 0)
                EndOldestBlock();
            _destination.Write(LastBlock);
            Span<byte> trailer = stackalloc byte[8];
            BinaryPrimitives.WriteUInt32LittleEndian(trailer, _crc);
            BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], _size);
            _destination.Write(trailer);
        }
        base.Dispose(disposing);
    }

    private void StartBlock()
    {
        if (_running.Count > Environment.ProcessorCount)
            EndOldestBlock();
        (byte[] block, int length, int level) = (_block, _filled, _level);
        _running.Enqueue(Task.Run(() => Deflate(block, length, level)));
        (_block, _filled) = (new byte[BlockBytes], 0);
    }

    private void EndOldestBlock()
    {
        MemoryStream deflated = _running.Dequeue().GetAwaiter().GetResult();
        _destination.Write(deflated.GetBuffer(), 0, (int)deflated.Length);
    }

    private static MemoryStream Deflate(byte[] block, int length, int level)
    {
        MemoryStream deflated = new(length / 2);
        ZLibCompressionOptions options = new() { CompressionLevel = level };
        using DeflateStream deflate = new(deflated, options, leaveOpen: true);
        deflate.Write(block, 0, length);
        deflate.Flush();
        // Disposing the stream appends an end block that only the last one may have.
        MemoryStream joined = new(deflated.GetBuffer(), 0, (int)deflated.Length, false, true);
        return joined;
    }
}
