using System.Diagnostics;

namespace MiniDocker.Benchmarks.Macro;

/// <summary>
/// crun refuses a hybrid cgroup host. There, everything is measured in a mount namespace of its own
/// without the v2 mount, ours and the peers alike.
/// </summary>
internal static class PrivateCgroupView
{
    private const string Unified = "/sys/fs/cgroup/unified";
    private const string Mark = "MINIDOCKER_BENCH_VIEW";

    /// <summary>Runs this program again in such a view, if one is needed.</summary>
    /// <returns>Its exit code, or null when this process is already where it should be.</returns>
    internal static int? Enter(string[] args)
    {
        bool isHybrid = File.ReadLines("/proc/self/mounts")
            .Any(line => line.Contains($" {Unified} ", StringComparison.Ordinal));
        if (!isHybrid || Environment.GetEnvironmentVariable(Mark) is not null)
        {
            return null;
        }

        ProcessStartInfo start = new("unshare",
        [
            "--mount", "--propagation", "private", "sh", "-c", $"umount {Unified} && exec \"$@\"",
            "sh", Environment.ProcessPath!, .. args,
        ]);
        start.Environment[Mark] = "1";
        using Process process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
