using System.Text;
using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Plans;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Namespaces;

/// <summary>
/// Everything that is set by writing to /proc. It is done first, while /proc is still the host's
/// own and no file of a container could stand in its way (CVE-2019-16884, CVE-2025-52881).
/// </summary>
internal static class ProcFileSteps
{
    internal static void Add(LaunchContext c)
    {
        if (c.Process.OomScoreAdj is { } score)
        {
            c.Builder.Begin("set oom score", "process.oomScoreAdj");
            // Lowering it takes a capability that a user without root does not have.
            Write(c, "/proc/self/oom_score_adj", score.ToString(provider: null),
                tolerated: c.Host.IsPrivileged ? 0 : EACCES);
        }
        AddTime(c);
        foreach ((string key, string value) in c.Linux.Sysctl ?? EmptyTexts)
        {
            c.Builder.Begin("set sysctl {0}", key, null, "linux.sysctl, in its namespace");
            string path = key.Contains('/') ? key : key.Replace('.', '/');
            Write(c, "/proc/sys/" + path, value);
        }
    }

    private static IReadOnlyDictionary<string, string> EmptyTexts { get; } =
        new Dictionary<string, string>();

    private static void AddTime(LaunchContext c)
    {
        if (!c.Namespaces.Creates(CLONE_NEWTIME))
            return;
        c.Builder.Begin("make time namespace",
            "clocks of its own, from the moment of execve on");
        c.Builder.Call(Syscall.unshare, CLONE_NEWTIME);
        if (c.Linux.TimeOffsets is not { Count: > 0 } offsets)
            return;
        var text = new StringBuilder();
        foreach ((string clock, TimeOffsetSpec offset) in offsets)
            text.Append(clock).Append(' ').Append(offset.Secs).Append(' ')
                .Append(offset.Nanosecs).Append('\n');
        Write(c, "/proc/self/timens_offsets", text.ToString());
    }

    private static void Write(LaunchContext c, string path, string text, int tolerated = 0)
    {
        Slot file = c.OpenHost(path, O_WRONLY, "file");
        c.Builder.Call(Syscall.write, file, c.Builder.Text(text),
            Encoding.UTF8.GetByteCount(text)).Tolerate(tolerated);
        c.Close(file);
    }
}
