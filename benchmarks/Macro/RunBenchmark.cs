namespace MiniDocker.Benchmarks.Macro;

/// <summary>`run --rm busybox true` without a network, from an image that is there.</summary>
internal static class RunBenchmark
{
    private const string Image = "bench-busybox";

    internal static void Run(Workplace place, int runs)
    {
        string archive = MakeArchive(place);
        string ours = Workplace.Ours("minidocker");
        Workplace.Do(ours, "--root", place["root"], "import", archive, Image);
        Contest contest = new("run --rm --network none busybox true");
        contest.Add("minidocker",
        [
            ours, "--root", place["root"], "run", "--rm", "--network", "none", Image, "/bin/true",
        ]);
        if (PrivateDocker.TryStart(place) is { } docker)
        {
            string[] import = docker.Command("import", archive, Image);
            Workplace.Do(import[0], import[1..]);
            contest.Add("docker",
                docker.Command("run", "--rm", "--network", "none", Image, "/bin/true"));
        }

        contest.Run(runs);
    }

    private static string MakeArchive(Workplace place)
    {
        string rootfs = place["rootfs"];
        Directory.CreateDirectory(Path.Combine(rootfs, "bin"));
        File.Copy("/bin/busybox", Path.Combine(rootfs, "bin/busybox"));
        File.CreateSymbolicLink(Path.Combine(rootfs, "bin/true"), "busybox");
        string archive = place["busybox.tar"];
        Workplace.Do("tar", "-C", rootfs, "-cf", archive, ".");
        return archive;
    }
}
