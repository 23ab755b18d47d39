namespace MiniDocker.Storage.Tar;

/// <content>The records of a PAX header.</content>
public sealed partial class TarReader
{
    private static ReadOnlySpan<byte> XattrPrefix => "SCHILY.xattr."u8;

    private static ReadOnlySpan<byte> SparsePrefix => "GNU.sparse."u8;

    private void ReadPax(byte[] body)
    {
        PaxRecords records = new(body);
        while (records.MoveNext())
        {
            ReadOnlySpan<byte> key = records.Key, value = records.Value;
            if (key.StartsWith(XattrPrefix))
                ReadXattr(key[XattrPrefix.Length..], value);
            else if (key.StartsWith(SparsePrefix))
                ReadSparseRecord(key[SparsePrefix.Length..], value);
            else if (key.SequenceEqual("path"u8))
                _pax.Path = NonEmpty(value);
            else if (key.SequenceEqual("linkpath"u8))
                _pax.Link = NonEmpty(value);
            else if (key.SequenceEqual("size"u8))
                _pax.Size = TarNumber.ReadDecimal(value, "PAX size");
            else if (key.SequenceEqual("uid"u8))
                _pax.Uid = TarNumber.ReadDecimal(value, "PAX uid");
            else if (key.SequenceEqual("gid"u8))
                _pax.Gid = TarNumber.ReadDecimal(value, "PAX gid");
            else if (key.SequenceEqual("mtime"u8) && !value.IsEmpty)
                _pax.Time = PaxRecords.ParseTime(value);
        }
    }

    // An empty value takes back what the header says; names cannot be empty, so it is ignored.
    private static byte[]? NonEmpty(ReadOnlySpan<byte> value) =>
        value.IsEmpty ? null : value.ToArray();

    private void ReadXattr(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.IsEmpty || name.Length > TarLimits.XattrNameBytesMax
            || value.Length > TarLimits.XattrValueBytesMax || name.Contains((byte)0))
            throw new TarException("an extended attribute is larger than the kernel allows");
        Entry.SetXattr(new Xattr(name.ToArray(), value.ToArray()));
    }

    private void ReadSparseRecord(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        _pax.IsSparse = true;
        if (key.SequenceEqual("major"u8))
            _pax.MapInContents = value.SequenceEqual("1"u8);
        else if (key.SequenceEqual("name"u8))
            _pax.SparseName = NonEmpty(value);
        else if (key.SequenceEqual("size"u8) || key.SequenceEqual("realsize"u8))
            _pax.RealSize = TarNumber.ReadDecimal(value, "sparse size");
        else if (key.SequenceEqual("offset"u8))
            _pax.SparseOffset = TarNumber.ReadDecimal(value, "sparse offset");
        else if (key.SequenceEqual("numbytes"u8))
            AddSegment(_pax.SparseOffset, TarNumber.ReadDecimal(value, "sparse length"));
        else if (key.SequenceEqual("map"u8))
            ReadSparseMap(value);
    }

    private void ReadSparseMap(ReadOnlySpan<byte> map)
    {
        while (!map.IsEmpty)
        {
            long offset = NextNumber(ref map);
            AddSegment(offset, NextNumber(ref map));
        }

        static long NextNumber(ref ReadOnlySpan<byte> text)
        {
            int comma = text.IndexOf((byte)',');
            ReadOnlySpan<byte> number = comma < 0 ? text : text[..comma];
            text = comma < 0 ? default : text[(comma + 1)..];
            return TarNumber.ReadDecimal(number, "sparse map");
        }
    }
}
