using System.Buffers;
using System.Globalization;
using System.Text;

namespace MiniDocker.Runtime.Shim;

/// <summary>
/// One line of one stream on its way into the log. Bytes that are no UTF-8 become U+FFFD, and
/// what HTML would read as markup is escaped, both as Docker's own writer does.
/// </summary>
internal sealed class JsonLogLine(string stream)
{
    private readonly byte[] raw = new byte[ShimLimits.LogLineBytesMax];
    private readonly byte[] tail = Encoding.UTF8.GetBytes(
        $"\",\"stream\":\"{stream}\",\"time\":\"");
    private byte[] entry = new byte[256];
    private int rawLength;
    private int entryLength;

    internal bool IsEmpty => rawLength == 0;

    /// <summary>Whether a line feed arrived or the line is as long as an entry may be.</summary>
    internal bool IsComplete => rawLength == raw.Length
        || (rawLength > 0 && raw[rawLength - 1] == '\n');

    /// <summary>Takes bytes up to the end of the line and returns how many.</summary>
    internal int Take(ReadOnlySpan<byte> output)
    {
        int end = output.IndexOf((byte)'\n');
        int count = Math.Min(end < 0 ? output.Length : end + 1, raw.Length - rawLength);
        output[..count].CopyTo(raw.AsSpan(rawLength));
        rawLength += count;
        return count;
    }

    /// <summary>The entry, valid until the next call; the line starts anew.</summary>
    internal ReadOnlySpan<byte> Finish(DateTime utc)
    {
        entryLength = 0;
        Put("{\"log\":\""u8);
        ReadOnlySpan<byte> rest = raw.AsSpan(0, rawLength);
        while (!rest.IsEmpty)
        {
            int plain = rest.IndexOfAnyExceptInRange((byte)0x5d, (byte)0x7f);
            rest = PutNext(rest, plain < 0 ? rest.Length : plain);
        }

        rawLength = 0;
        Put(tail);
        PutTime(utc);
        Put("\"}\n"u8);
        return entry.AsSpan(0, entryLength);
    }

    // Copies what needs no thought, then one character that does.
    private ReadOnlySpan<byte> PutNext(ReadOnlySpan<byte> rest, int plain)
    {
        Put(rest[..plain]);
        rest = rest[plain..];
        if (rest.IsEmpty)
        {
            return rest;
        }

        OperationStatus status = Rune.DecodeFromUtf8(rest, out Rune rune, out int consumed);
        if (status != OperationStatus.Done)
        {
            Put("\\ufffd"u8);
            return rest[consumed..];
        }

        switch (rune.Value)
        {
            case '"': Put("\\\""u8); break;
            case '\\': Put("\\\\"u8); break;
            case '\n': Put("\\n"u8); break;
            case '\r': Put("\\r"u8); break;
            case '\t': Put("\\t"u8); break;
            case < 0x20 or '<' or '>' or '&' or 0x2028 or 0x2029: PutEscape(rune.Value); break;
            default: Put(rest[..consumed]); break;
        }

        return rest[consumed..];
    }

    private void PutEscape(int value)
    {
        Span<byte> escape = stackalloc byte[6];
        escape[0] = (byte)'\\';
        escape[1] = (byte)'u';
        value.TryFormat(escape[2..], out _, "x4", CultureInfo.InvariantCulture);
        Put(escape);
    }

    // RFC 3339 with nanoseconds, trailing zeros cut as Go's RFC3339Nano cuts them.
    private void PutTime(DateTime utc)
    {
        Span<byte> text = stackalloc byte[32];
        utc.TryFormat(text, out int length, "yyyy-MM-ddTHH:mm:ss.fffffff",
            CultureInfo.InvariantCulture);
        ReadOnlySpan<byte> trimmed = text[..length].TrimEnd((byte)'0').TrimEnd((byte)'.');
        Put(trimmed);
        Put("Z"u8);
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        if (entry.Length - entryLength < bytes.Length)
        {
            Array.Resize(ref entry, Math.Max(entry.Length * 2, entryLength + bytes.Length));
        }

        bytes.CopyTo(entry.AsSpan(entryLength));
        entryLength += bytes.Length;
    }
}
