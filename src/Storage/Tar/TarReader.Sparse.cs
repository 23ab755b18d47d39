using static MiniDocker.Storage.Tar.TarHeaderLayout;

namespace MiniDocker.Storage.Tar;

/// <content>
/// Sparse files: GNU's own header, and PAX 0.0, 0.1 and 1.0. GNU tar manual, "Storing Sparse
/// Files".
/// </content>
public sealed partial class TarReader
{
    private const int MapLineBytesMax = 20;

    // Appends a run; runs ascend, do not overlap and stay inside what a file can be.
    private void AddSegment(long offset, long length)
    {
        List<SparseSegment> segments = Entry.SegmentList;
        long end = segments.Count == 0 ? 0 : segments[^1].Offset + segments[^1].Length;
        if (offset < end || length < 0 || offset > TarLimits.FileBytesMax - length)
            throw new TarException("sparse map is not in ascending order");
        if (segments.Count == TarLimits.SparseSegmentsMax)
            throw new TarException($"sparse map has more than {segments.Count} runs");
        segments.Add(new SparseSegment(offset, length));
    }

    private void ReadGnuSparse(byte[] header)
    {
        AddGnuSegments(header.AsSpan(GnuSparse), GnuSparseEntries);
        bool more = header[GnuIsExtended] != 0;
        while (more)
        {
            if (!TryFill(BlockBytes))
                throw Truncated();
            ReadOnlySpan<byte> block = _buffer.AsSpan(_start, BlockBytes);
            _start += BlockBytes;
            AddGnuSegments(block, ExtensionEntries);
            more = block[ExtensionIsExtended] != 0;
        }
        SetSparse(TarNumber.Read(header.AsSpan(GnuRealSize, SizeBytes), "sparse size"));
    }

    private void AddGnuSegments(ReadOnlySpan<byte> map, int count)
    {
        for (int i = 0; i < count && map[i * SparseEntryBytes] != 0; i++)
        {
            ReadOnlySpan<byte> pair = map.Slice(i * SparseEntryBytes, SparseEntryBytes);
            AddSegment(
                TarNumber.Read(pair[..SparseNumberBytes], "sparse offset"),
                TarNumber.Read(pair[SparseNumberBytes..], "sparse length"));
        }
    }

    private void ReadPaxSparse()
    {
        if (_pax.MapInContents)
            ReadMapInContents();
        SetSparse(_pax.RealSize ?? throw new TarException("sparse file without a size"));
    }

    // PAX 1.0: decimal lines before the contents, padded to a block.
    private void ReadMapInContents()
    {
        long before = _stored;
        long count = ReadMapLine();
        if (count > TarLimits.SparseSegmentsMax)
            throw new TarException($"sparse map has more than {TarLimits.SparseSegmentsMax} runs");
        for (long i = 0; i < count; i++)
        {
            long offset = ReadMapLine();
            AddSegment(offset, ReadMapLine());
        }
        for (long skip = -(before - _stored) & (BlockBytes - 1); skip > 0; skip--)
            ReadStoredByte();
    }

    private long ReadMapLine()
    {
        Span<byte> line = stackalloc byte[MapLineBytesMax];
        for (int length = 0; length < line.Length; length++)
        {
            byte next = ReadStoredByte();
            if (next == '\n')
                return TarNumber.ReadDecimal(line[..length], "sparse map");
            line[length] = next;
        }
        throw new TarException("sparse map is not made of decimal lines");
    }

    private byte ReadStoredByte()
    {
        if (_stored == 0)
            throw new TarException("sparse map is longer than the file that holds it");
        if (_start == _end && !TryFill(1))
            throw Truncated();
        _stored--;
        return _buffer[_start++];
    }

    private void SetSparse(long realSize)
    {
        List<SparseSegment> segments = Entry.SegmentList;
        long stored = 0;
        foreach (SparseSegment segment in segments)
            stored += segment.Length;
        long end = segments.Count == 0 ? 0 : segments[^1].Offset + segments[^1].Length;
        if (stored != _stored || realSize < end || realSize > TarLimits.FileBytesMax)
            throw new TarException($"{Entry.NameText}: sparse map does not match the file");
        Entry.Size = realSize;
        Entry.IsSparse = true;
        (_segment, _segmentRead) = (0, 0);
    }
}
