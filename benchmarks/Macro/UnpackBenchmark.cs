namespace MiniDocker.Benchmarks.Macro;

/// <summary>
/// From an archive of an image with several layers to one that can be run: a base system, a
/// toolchain of many files, many small files, one big file. On an ext4 of its own in a loop file:
/// a file system without a journal, or with a history, would decide instead.
/// </summary>
internal static class UnpackBenchmark
{
    private const string Image = "localhost/bench-layers:latest";

    internal static void Run(Workplace place, int runs)
    {
        string disk = MakeDisk(place);
        string archive = MakeArchive(place);
        Contest contest = new("unpack: docker-archive of four layers to runnable");
        string ours = Workplace.Ours("minidocker");
        string root = Path.Combine(disk, "minidocker");
        contest.Add("minidocker load", [ours, "--root", root, "load", "-i", archive],
            after: () => Directory.Delete(root, recursive: true));
        if (PrivateDocker.TryStart(place) is { } docker)
        {
            string[] remove = docker.Command("rmi", "-f", Image);
            contest.Add("docker load", docker.Command("load", "-i", archive),
                after: () => Workplace.Do(remove[0], remove[1..]));
        }

        if (Workplace.Has("podman"))
        {
            string podman = Path.Combine(disk, "podman");
            contest.Add("podman load",
            [
                "/usr/bin/podman", "--root", podman, "--runroot", place["podman-run"],
                "--storage-driver", "overlay", "load", "-q", "-i", archive,
            ],
            after: () => Workplace.Do("rm", "-rf", podman));
        }

        string extracted = Path.Combine(disk, "tar");
        contest.Add("tar -xf of the same layers",
        [
            "/bin/sh", "-c", $"mkdir {extracted} && tar -xOf {archive} --wildcards '*.tar' "
                + $"| tar -xf - -i -C {extracted}",
        ],
        after: () => Workplace.Do("rm", "-rf", extracted));
        contest.Run(runs);
    }

    private static string MakeDisk(Workplace place)
    {
        string disk = place["disk"];
        Directory.CreateDirectory(disk);
        Workplace.Do("truncate", "-s", "12G", place["disk.img"]);
        Workplace.Do("mkfs.ext4", "-q", place["disk.img"]);
        Workplace.Do("mount", "-o", "loop", place["disk.img"], disk);
        place.AtEnd(() => Workplace.Do("umount", disk));
        return disk;
    }

    private static string MakeArchive(Workplace place)
    {
        string layout = place["layout"];
        Workplace.Do("sh", "-c", $"""
            set -e
            cd {place.Root}
            mkdir small && cd small
            for d in $(seq 200); do mkdir d$d; for f in $(seq 250); do echo $d.$f > d$d/f$f; done; done
            cd .. && mkdir big && dd if=/dev/urandom of=big/file bs=1M count=64 status=none
            tar -C / -cf base.tar bin etc lib usr/bin usr/sbin usr/lib/x86_64-linux-gnu
            tar -C / -cf tools.tar usr/share usr/include usr/lib/gcc
            tar -C small -cf small.tar . && tar -C big -cf big.tar .
            umoci init --layout {layout}
            umoci new --image {layout}:latest
            for t in base tools small big; do umoci raw add-layer --image {layout}:latest $t.tar; done
            skopeo copy -q oci:{layout}:latest docker-archive:{place["image.tar"]}:{Image}
            rm -rf small big *.tar.tmp {layout}
            """);
        return place["image.tar"];
    }
}
