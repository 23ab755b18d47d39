using System.Buffers;
using System.Buffers.Text;
using static MiniDocker.Storage.Tar.TarHeaderLayout;

namespace MiniDocker.Storage.Tar;

/// <content>The PAX header: what ustar cannot say, in a fixed order.</content>
public sealed partial class TarWriter
{
    private const long OctalSizeMax = (1L << 33) - 1, OctalIdMax = (1 << 21) - 1;

    private readonly ArrayBufferWriter<byte> _records = new(512);
    private readonly byte[] _nameProbe = new byte[BlockBytes];

    private void WritePax(TarEntry entry)
    {
        _records.ResetWrittenCount();
        AddNames(entry);
        if (entry.Kind == TarEntryKind.File && entry.Size > OctalSizeMax)
            AddNumber("size"u8, entry.Size);
        if (entry.Uid > OctalIdMax)
            AddNumber("uid"u8, entry.Uid);
        if (entry.Gid > OctalIdMax)
            AddNumber("gid"u8, entry.Gid);
        if (entry.ModifiedTime.Nanoseconds != 0
            || entry.ModifiedTime.Seconds is < 0 or > OctalSizeMax)
            AddTime(entry.ModifiedTime);
        foreach (Xattr xattr in Sorted(entry.Xattrs))
            AddRecord("SCHILY.xattr."u8, xattr.Name, xattr.Value);
        if (_records.WrittenCount == 0)
            return;

        Span<byte> header = _block;
        header.Clear();
        "PaxHeaders.0/entry"u8.CopyTo(header[Name..]);
        TarNumber.TryWriteOctal(header.Slice(Mode, ModeBytes), 0x1A4);
        TarNumber.TryWriteOctal(header.Slice(Uid, UidBytes), 0);
        TarNumber.TryWriteOctal(header.Slice(Gid, GidBytes), 0);
        TarNumber.TryWriteOctal(header.Slice(Size, SizeBytes), _records.WrittenCount);
        TarNumber.TryWriteOctal(header.Slice(MTime, MTimeBytes), 0);
        header[TarHeaderLayout.Type] = TypeFlag.PaxNext;
        SealAndWrite();
        _destination.Write(_records.WrittenSpan);
        Array.Clear(_block);
        _destination.Write(_block, 0, -_records.WrittenCount & (BlockBytes - 1));
    }

    private void AddNames(TarEntry entry)
    {
        bool isDirectory = entry.Kind == TarEntryKind.Directory;
        if (!TryWriteName(_nameProbe, entry.Name, isDirectory))
            AddRecord("path"u8, default, entry.Name);
        bool isLink = entry.Kind is TarEntryKind.HardLink or TarEntryKind.SymbolicLink;
        if (isLink && entry.LinkName.Length > LinkNameBytes)
            AddRecord("linkpath"u8, default, entry.LinkName);
    }

    private static IEnumerable<Xattr> Sorted(IReadOnlyList<Xattr> xattrs)
    {
        if (xattrs.Count < 2)
            return xattrs;
        Xattr[] sorted = [.. xattrs];
        Array.Sort(sorted, static (a, b) => a.Name.AsSpan().SequenceCompareTo(b.Name));
        return sorted;
    }

    private void AddNumber(ReadOnlySpan<byte> key, long value)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(value, digits, out int length);
        AddRecord(key, default, digits[..length]);
    }

    private void AddTime(UnixTime time)
    {
        // PAX writes the distance from zero: -1.25 is one and a quarter seconds before it.
        (long seconds, int nanoseconds) = (time.Seconds, time.Nanoseconds);
        bool negative = seconds < 0;
        if (negative && nanoseconds != 0)
            (seconds, nanoseconds) = (seconds + 1, 1_000_000_000 - nanoseconds);
        Span<byte> text = stackalloc byte[32];
        int length = 0;
        if (negative)
            text[length++] = (byte)'-';
        Utf8Formatter.TryFormat(Math.Abs(seconds), text[length..], out int digits);
        length += digits;
        if (nanoseconds != 0)
        {
            text[length++] = (byte)'.';
            Utf8Formatter.TryFormat(
                nanoseconds, text[length..], out digits, new StandardFormat('D', 9));
            length += digits;
            while (text[length - 1] == '0')
                length--;
        }
        AddRecord("mtime"u8, default, text[..length]);
    }

    // "LENGTH KEY=VALUE\n", where LENGTH counts its own digits.
    private void AddRecord(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> keyEnd, ReadOnlySpan<byte> value)
    {
        int rest = key.Length + keyEnd.Length + value.Length + 3;
        int length = rest + 1;
        while (length != rest + Digits(length))
            length = rest + Digits(length);

        Span<byte> record = _records.GetSpan(length);
        Utf8Formatter.TryFormat(length, record, out int at);
        record[at++] = (byte)' ';
        key.CopyTo(record[at..]);
        keyEnd.CopyTo(record[(at += key.Length)..]);
        record[at += keyEnd.Length] = (byte)'=';
        value.CopyTo(record[++at..]);
        record[at + value.Length] = (byte)'\n';
        _records.Advance(length);

        static int Digits(int number)
        {
            int digits = 1;
            for (; number >= 10; number /= 10)
                digits++;
            return digits;
        }
    }
}
