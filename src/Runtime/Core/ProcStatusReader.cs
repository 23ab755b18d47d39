using System.Buffers.Text;
using System.Globalization;

namespace MiniDocker.Runtime;

/// <summary>Takes the facts out of /proc/self/status. man 5 proc_pid_status.</summary>
internal static class ProcStatusReader
{
    internal static HostFacts Read(ReadOnlySpan<byte> status) => new()
    {
        Uid = ReadNumber(status, "Uid:\t"u8, skipFields: 1),
        Gid = ReadNumber(status, "Gid:\t"u8, skipFields: 1),
        Threads = (int)ReadNumber(status, "Threads:\t"u8, skipFields: 0),
        IgnoredSignals = ReadMask(status, "SigIgn:\t"u8),
        PermittedCapabilities = ReadMask(status, "CapPrm:\t"u8),
        BoundingCapabilities = ReadMask(status, "CapBnd:\t"u8),
    };

    private static ReadOnlySpan<byte> Line(ReadOnlySpan<byte> status, ReadOnlySpan<byte> key)
    {
        int at = status.IndexOf(key);
        if (at < 0)
            return [];
        ReadOnlySpan<byte> rest = status[(at + key.Length)..];
        int end = rest.IndexOf((byte)'\n');
        return end < 0 ? rest : rest[..end];
    }

    private static uint ReadNumber(
        ReadOnlySpan<byte> status, ReadOnlySpan<byte> key, int skipFields)
    {
        ReadOnlySpan<byte> line = Line(status, key);
        for (int i = 0; i < skipFields; i++)
            line = line[(line.IndexOf((byte)'\t') + 1)..];
        return Utf8Parser.TryParse(line, out uint value, out _) ? value : 0;
    }

    private static ulong ReadMask(ReadOnlySpan<byte> status, ReadOnlySpan<byte> key) =>
        ulong.TryParse(Line(status, key), NumberStyles.HexNumber, null, out ulong mask) ? mask : 0;
}
