using System.Globalization;
using MiniDocker.Linux;

namespace MiniDocker.Runtime.Cgroups;

/// <summary>The forms in which cgroup files tell numbers; a missing file counts as 0.</summary>
internal static class CgroupFile
{
    /// <summary>One number; "max" is the largest.</summary>
    internal static long ReadNumber(string path) => Number(KernelFile.TryRead(path));

    /// <summary>The number behind a key: "oom_kill 3".</summary>
    internal static long ReadKey(string path, string key) =>
        Key(KernelFile.TryRead(path) ?? "", key);

    /// <summary>The number behind a key, in text already read.</summary>
    internal static long Key(ReadOnlySpan<char> text, ReadOnlySpan<char> key)
    {
        foreach (ReadOnlySpan<char> line in text.EnumerateLines())
        {
            if (line.Length > key.Length && line[key.Length] == ' ' && line.StartsWith(key))
                return Number(line[(key.Length + 1)..]);
        }

        return 0;
    }

    /// <summary>A number; more than fits, and "max", is the largest.</summary>
    internal static long Number(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.SequenceEqual("max"))
            return long.MaxValue;
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong n)
            ? (long)Math.Min(n, long.MaxValue)
            : 0;
    }
}
