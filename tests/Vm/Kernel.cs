using MiniDocker.TestKit;

namespace MiniDocker.Vm;

/// <summary>Debian's cloud kernel, unpacked from its package and not installed.</summary>
internal sealed record Kernel(string Image, IReadOnlyList<string> Modules)
{
    internal static Kernel Fetch(TemporaryDirectory directory)
    {
        string depends = Command.Run("apt-cache", "depends", "linux-image-cloud-amd64")
            .MustSucceed().Output;
        string package = depends.Split('\n').First(line => line.Contains("Depends:"))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1];

        // The download is kept: another run of the tests asks no mirror.
        string cache = Path.Combine(Repository.Root, ".cache/kernel", package);
        if (!Directory.Exists(cache))
        {
            string fresh = directory["kernel"];
            Directory.CreateDirectory(fresh);
            CommandOptions there = new() { Directory = fresh };
            Command.Run(there, "apt-get", "download", "-qq", package).MustSucceed();
            string archive = Directory.GetFiles(fresh, "*.deb").Single();
            Directory.CreateDirectory(Path.GetDirectoryName(cache)!);
            Command.Run("dpkg-deb", "-x", archive, cache + ".partial").MustSucceed();
            Directory.Move(cache + ".partial", cache);
        }

        return new Kernel(
            Directory.GetFiles(Path.Combine(cache, "boot"), "vmlinuz-*").Single(),
            Directory.GetFiles(cache, "overlay.ko", SearchOption.AllDirectories));
    }
}
