using MiniDocker.Engine.Containers;
using MiniDocker.Storage;
using MiniDocker.Storage.Images;
using MiniDocker.Storage.Layers;

namespace MiniDocker.Engine.Images;

/// <summary>What takes how much of the disk: <c>system df</c>.</summary>
public static class DiskUsage
{
    private static readonly EnumerationOptions WithoutLinks = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    /// <summary>Images, containers, volumes and build cache.</summary>
    public static IReadOnlyList<DiskUsageRow> Of(StorageRoot root) =>
        [Images(root), Containers(root), Volumes(root), BuildCache(root)];

    private static DiskUsageRow Images(StorageRoot root)
    {
        var use = new ImageUse(root);
        IReadOnlyList<NamedImage> images = root.Images.Images();
        long total = 0, needed = 0;
        var active = new HashSet<string>();
        foreach (NamedImage image in images)
        {
            if (use.Count(image.Image.Id) > 0)
                active.UnionWith(Chains(image.Image));
        }
        foreach (LayerRecord layer in root.Layers.List())
        {
            total += layer.SizeBytes;
            if (active.Contains(layer.Chain.ToString()))
                needed += layer.SizeBytes;
        }
        int inUse = images.Count(image => use.Count(image.Image.Id) > 0);
        return new DiskUsageRow("Images", images.Count, inUse, total, total - needed);
    }

    private static DiskUsageRow Containers(StorageRoot root)
    {
        IReadOnlyList<Container> containers =
            new ContainerStore(new EngineRoot(root)).List();
        long total = 0, reclaimable = 0;
        int running = 0;
        foreach (Container container in containers)
        {
            long size = SizeOf(container.UpperDirectory);
            total += size;
            if (ImageUse.IsRunning(container))
                running++;
            else
                reclaimable += size;
        }
        return new DiskUsageRow("Containers", containers.Count, running, total, reclaimable);
    }

    private static DiskUsageRow Volumes(StorageRoot root)
    {
        string[] volumes = Directory.Exists(root.VolumesDirectory)
            ? Directory.GetDirectories(root.VolumesDirectory) : [];
        var used = new ContainerStore(new EngineRoot(root)).List()
            .SelectMany(c => c.Record.Mounts).Select(m => m.Source).ToHashSet();
        long total = 0, reclaimable = 0;
        int active = 0;
        foreach (string volume in volumes)
        {
            long size = SizeOf(volume);
            total += size;
            if (used.Any(source => source.StartsWith(volume + "/", StringComparison.Ordinal)))
                active++;
            else
                reclaimable += size;
        }
        return new DiskUsageRow("Local Volumes", volumes.Length, active, total, reclaimable);
    }

    private static DiskUsageRow BuildCache(StorageRoot root)
    {
        if (!Directory.Exists(root.BuildCacheDirectory))
            return new DiskUsageRow("Build Cache", 0, 0, 0, 0);
        int count = Directory.EnumerateFiles(
            root.BuildCacheDirectory, "*", WithoutLinks).Count();
        long size = SizeOf(root.BuildCacheDirectory);
        return new DiskUsageRow("Build Cache", count, 0, size, size);
    }

    private static IEnumerable<string> Chains(Image image)
    {
        Oci.ChainId chain = default;
        foreach (Oci.DiffId diffId in image.Config.Rootfs.DiffIds)
        {
            chain = chain.Append(diffId);
            yield return chain.ToString();
        }
    }

    private static long SizeOf(string directory)
    {
        long total = 0;
        if (!Directory.Exists(directory))
            return 0;
        foreach (FileInfo file in new DirectoryInfo(directory).EnumerateFiles("*", WithoutLinks))
        {
            try
            {
                total += file.Length;
            }
            catch (FileNotFoundException)
            {
                // A running container removed it meanwhile.
            }
        }
        return total;
    }
}
