namespace MiniDocker.Storage.Tar;

/// <summary>Walks the records "LENGTH KEY=VALUE\n" of a PAX header; values are bytes.</summary>
internal ref struct PaxRecords(ReadOnlySpan<byte> rest)
{
    private ReadOnlySpan<byte> _rest = rest;
    private int _count;

    internal ReadOnlySpan<byte> Key { get; private set; }

    internal ReadOnlySpan<byte> Value { get; private set; }

    internal bool MoveNext()
    {
        if (_rest.IsEmpty || _rest[0] == 0)
            return false;
        if (++_count > TarLimits.PaxRecordsMax)
            throw new TarException($"PAX header has more than {TarLimits.PaxRecordsMax} records");

        int space = _rest.IndexOf((byte)' ');
        if (space is < 1 or > 7)
            throw new TarException("PAX record has no length");
        long length = TarNumber.ReadDecimal(_rest[..space], "PAX record length");
        if (length <= space + 2 || length > _rest.Length || _rest[(int)length - 1] != '\n')
            throw new TarException("PAX record length is wrong");

        ReadOnlySpan<byte> record = _rest[(space + 1)..((int)length - 1)];
        int equals = record.IndexOf((byte)'=');
        if (equals < 1)
            throw new TarException("PAX record has no key");
        Key = record[..equals];
        Value = record[(equals + 1)..];
        _rest = _rest[(int)length..];
        return true;
    }

    /// <summary>Parses "SECONDS[.FRACTION]", possibly negative, to a nanosecond.</summary>
    internal static UnixTime ParseTime(ReadOnlySpan<byte> text)
    {
        bool negative = text.StartsWith("-"u8);
        if (negative)
            text = text[1..];
        int dot = text.IndexOf((byte)'.');
        long seconds = TarNumber.ReadDecimal(dot < 0 ? text : text[..dot], "PAX time");
        int nanoseconds = 0;
        for (int i = 0; dot >= 0 && i < 9; i++)
        {
            int digit = dot + 1 + i < text.Length ? text[dot + 1 + i] - '0' : 0;
            if (digit is < 0 or > 9)
                throw new TarException("PAX time is not a number");
            nanoseconds = (nanoseconds * 10) + digit;
        }
        if (!negative)
            return new UnixTime(seconds, nanoseconds);
        return nanoseconds == 0
            ? new UnixTime(-seconds)
            : new UnixTime(-seconds - 1, 1_000_000_000 - nanoseconds);
    }
}
