using System.Diagnostics;

namespace MiniDocker.Benchmarks.Macro;

/// <summary>
/// A dockerd with roots of its own on a unix socket, stopped by its pid at the end.
/// </summary>
internal sealed class PrivateDocker
{
    private readonly string socket;

    private PrivateDocker(string socket) => this.socket = socket;

    /// <summary>Starts one, or says why there is none.</summary>
    internal static PrivateDocker? TryStart(Workplace place)
    {
        if (!Workplace.Has("dockerd"))
        {
            Console.WriteLine("docker is not measured: there is no dockerd");
            return null;
        }

        string root = place["docker"];
        Directory.CreateDirectory(root);
        ProcessStartInfo start = new("sh",
        [
            "-c",
            $"exec dockerd --data-root {root}/data --exec-root {root}/exec "
                + $"--pidfile {root}/pid -H unix://{root}/socket --bridge none "
                + $"--iptables=false --ip6tables=false > {root}/log 2>&1",
        ]);
        Process daemon = Process.Start(start)!;
        place.AtEnd(() =>
        {
            daemon.Kill(entireProcessTree: true);
            daemon.WaitForExit();
            daemon.Dispose();
            foreach (string mount in File.ReadLines("/proc/self/mounts")
                .Select(line => line.Split(' ')[1])
                .Where(path => path.StartsWith(root, StringComparison.Ordinal)).Reverse())
            {
                Workplace.Do("umount", "-l", mount);
            }
        });
        PrivateDocker docker = new($"{root}/socket");
        for (int tries = 0; tries < 100 && !daemon.HasExited; tries++)
        {
            if (Sample.Take(docker.Command("version")).ExitCode == 0)
            {
                return docker;
            }

            daemon.WaitForExit(200);
        }

        string why = File.ReadLines($"{root}/log").LastOrDefault() ?? "it said nothing";
        Console.WriteLine($"docker is not measured: dockerd did not start: {why}");
        return null;
    }

    /// <summary>A docker command on this daemon.</summary>
    internal string[] Command(params string[] arguments) =>
        ["/usr/bin/docker", "-H", $"unix://{socket}", .. arguments];
}
