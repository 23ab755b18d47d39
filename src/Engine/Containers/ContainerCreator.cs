using MiniDocker.Linux;

namespace MiniDocker.Engine.Containers;

/// <summary><c>docker create</c>: a container directory, which appears whole or not at all.
/// </summary>
public sealed class ContainerCreator(ContainerStore store)
{
    private readonly VolumeStore _volumes = new(store.Root);

    /// <summary>Makes a container. The caller holds a lease on the content store since before it
    /// found the image: only the finished container keeps the layers.</summary>
    /// <exception cref="EngineException">A name in use, a mount that cannot be, flags that
    /// contradict each other.</exception>
    public Container Create(CreateRequest request, ContainerImage image)
    {
        HostConfigRules.Check(request.HostConfig);
        string id = ContainerId.New();
        ContainerConfig config = ImageDefaults.Complete(request.Config, image.Defaults, id);
        List<string> command = ImageDefaults.CommandLine(config);
        CheckName(request.Name);

        string directory = MakeDirectory(id);
        MountResolver mounts = new(_volumes);
        string? name = null;
        try
        {
            using ContainerLock guard = ContainerLock.Take(directory);
            name = ClaimName(request.Name, id);
            IReadOnlyList<MountPoint> points = mounts.Resolve(request.Mounts, config.Volumes);
            foreach (MountPoint volume in mounts.NewVolumes)
            {
                VolumeFiller.Fill(volume, image.Lowers);
            }
            ContainerRecord record = new()
            {
                Id = id,
                Name = name,
                Created = DateTimeOffset.UtcNow,
                ImageId = image.Id,
                ChainId = image.Chain,
                Lowers = image.Lowers,
                Path = command[0],
                Args = command[1..],
                Config = config,
                HostConfig = request.HostConfig,
                Mounts = points,
            };
            ContainerFiles.WriteNetworkFiles(directory, record);
            ContainerFiles.WriteRecipe(directory, record);
            ContainerFiles.WriteRecord(directory, record);
            return new Container(directory, record);
        }
        catch
        {
            mounts.Undo();
            if (name is not null)
            {
                store.ReleaseName(name, id);
            }
            PathAt.RemoveTree(directory);
            throw;
        }
    }

    private string MakeDirectory(string id)
    {
        string directory = store.DirectoryOf(id);
        if (!Directory.Exists(store.Root.Containers))
        {
            store.Root.Storage.EnsureCreated();
        }
        foreach (string name in new[] { "rootfs", "upper", "work" })
        {
            Directory.CreateDirectory(Path.Combine(directory, name));
        }
        return directory;
    }

    private static void CheckName(string? name)
    {
        if (name is not null)
        {
            ContainerName.Check(name);
        }
    }

    private string ClaimName(string? wanted, string id)
    {
        if (wanted is not null)
        {
            store.ClaimName(wanted, id);
            return wanted;
        }
        for (int attempt = 0; ; attempt++)
        {
            string name = ContainerName.Random(attempt);
            if (store.FindByName(name) is not null)
            {
                continue;
            }
            try
            {
                store.ClaimName(name, id);
                return name;
            }
            catch (EngineException)
            {
                // Another command took it in the meantime.
            }
        }
    }
}
