using System.Buffers;
using System.Buffers.Binary;

namespace MiniDocker.Storage.Compression;

/// <summary>
/// gzip, RFC 1952: any number of members, every optional header field, checksums verified,
/// NUL padding allowed at the end and nothing else.
/// </summary>
internal sealed class GzipDecoder : ReadStream
{
    private const int OutputBytes = 256 << 10;
    private const byte Magic1 = 0x1F, Magic2 = 0x8B, MethodDeflate = 8;
    private const int FlagHeaderCrc = 2, FlagExtra = 4, FlagName = 8, FlagComment = 16;
    private const int FlagsKnown = 0x1F;

    private readonly BitReader _input;
    private readonly Inflater _inflater;
    private byte[] _output = ArrayPool<byte>.Shared.Rent(
        Inflater.WindowBytes + OutputBytes + Inflater.SlackBytes);

    private int _start = Inflater.WindowBytes, _end = Inflater.WindowBytes;
    private int _oldest = Inflater.WindowBytes;
    private uint _crc, _size;
    private bool _inMember, _isEnd, _isFirst = true;

    internal GzipDecoder(Stream source)
    {
        _input = new BitReader(source);
        _inflater = new Inflater(_input);
    }

    public override int Read(Span<byte> buffer)
    {
        while (_start == _end && !_isEnd && !buffer.IsEmpty)
            DecodeMore();
        int take = Math.Min(buffer.Length, _end - _start);
        _output.AsSpan(_start, take).CopyTo(buffer);
        _start += take;
        return take;
    }

    protected override void Dispose(bool disposing)
    {
        if (_output.Length > 0)
            ArrayPool<byte>.Shared.Return(_output);
        (_output, _start, _end, _isEnd) = ([], 0, 0, true);
        base.Dispose(disposing);
    }

    private void DecodeMore()
    {
        if (!_inMember && !ReadHeader())
        {
            _isEnd = true;
            return;
        }
        // The last 32 KiB move to the front: the window of what comes now.
        int keep = Math.Min(_end - _oldest, Inflater.WindowBytes);
        _output.AsSpan(_end - keep, keep).CopyTo(_output.AsSpan(Inflater.WindowBytes - keep));
        _oldest = Inflater.WindowBytes - keep;
        _start = Inflater.WindowBytes;
        _end = _inflater.Decode(_output, _start, _start + OutputBytes, _oldest);

        ReadOnlySpan<byte> decoded = _output.AsSpan(_start, _end - _start);
        _crc = Crc32.Append(_crc, decoded);
        _size += (uint)decoded.Length;
        if (_inflater.IsDone)
            ReadTrailer();
    }

    private void ReadTrailer()
    {
        Span<byte> trailer = stackalloc byte[8];
        _input.ReadBytes(trailer);
        if (BinaryPrimitives.ReadUInt32LittleEndian(trailer) != _crc
            || BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) != _size)
            throw new CompressionException("gzip: the checksum is wrong: damaged");
        _inMember = false;
    }

    private bool ReadHeader()
    {
        if (!_input.TryReadByte(out byte first))
            return _isFirst ? throw BitReader.Truncated() : false;
        if (first == 0 && !_isFirst)
        {
            SkipPadding();
            return false;
        }
        if (first != Magic1 || _input.ReadByte() != Magic2)
            throw new CompressionException("gzip: something else follows the compressed data");
        if (_input.ReadByte() != MethodDeflate)
            throw new CompressionException("gzip: unknown compression method");
        int flags = _input.ReadByte();
        if ((flags & ~FlagsKnown) != 0)
            throw new CompressionException("gzip: unknown header flags");
        Skip(6);
        if ((flags & FlagExtra) != 0)
            Skip(_input.ReadByte() | (_input.ReadByte() << 8));
        if ((flags & FlagName) != 0)
            SkipText();
        if ((flags & FlagComment) != 0)
            SkipText();
        if ((flags & FlagHeaderCrc) != 0)
            Skip(2);
        _inflater.Reset();
        (_crc, _size, _inMember, _isFirst) = (0, 0, true, false);
        _oldest = _end;
        return true;
    }

    private void Skip(int count)
    {
        while (count-- > 0)
            _input.ReadByte();
    }

    private void SkipText()
    {
        while (_input.ReadByte() != 0)
        {
        }
    }

    private void SkipPadding()
    {
        while (_input.TryReadByte(out byte next))
        {
            if (next != 0)
                throw new CompressionException("gzip: garbage follows the compressed data");
        }
    }
}
