using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;

namespace MiniDocker.Engine.Containers;

/// <summary>
/// ROOT/containers: a directory per container, which exists from the moment its
/// <c>container.json</c> does, and a symbolic link per name, which the kernel makes for one
/// caller only.
/// </summary>
public sealed class ContainerStore(EngineRoot root)
{
    // A container that is being removed: invisible, and swept by whoever lists next.
    private const string TrashPrefix = ".removed-";

    // Every attempt after the first found a stale name that somebody else freed meanwhile.
    private const int ClaimAttemptsMax = 16;

    /// <summary>The directories.</summary>
    public EngineRoot Root => root;

    /// <summary>Finds a container by id, name or the beginning of an id.</summary>
    /// <exception cref="EngineException">There is none, or more than one.</exception>
    public Container Find(string text)
    {
        string name = text.StartsWith('/') ? text[1..] : text;
        if (name.Length == 64 && ContainerId.IsPrefix(name) && TryOpen(name) is { } exact)
        {
            return exact;
        }
        if (FindByName(name) is { } named)
        {
            return named;
        }
        Container? found = null;
        foreach (string id in ContainerId.IsPrefix(name) ? Ids() : [])
        {
            if (!id.StartsWith(name, StringComparison.Ordinal) || TryOpen(id) is not { } next)
            {
                continue;
            }
            found = found is null
                ? next
                : throw new EngineException($"Multiple IDs found with provided prefix: {name}");
        }
        return found ?? throw new EngineException($"No such container: {text}", 1);
    }

    /// <summary>Every container, newest first. Removes what crashed commands left behind.
    /// </summary>
    public IReadOnlyList<Container> List()
    {
        List<Container> containers = [];
        foreach (string id in Ids())
        {
            if (TryOpen(id) is { } container)
            {
                containers.Add(container);
            }
            else
            {
                SweepUnfinished(id);
            }
        }
        containers.Sort(static (a, b) => b.Record.Created.CompareTo(a.Record.Created));
        return containers;
    }

    /// <summary>The container that a name belongs to, or null.</summary>
    internal Container? FindByName(string name)
    {
        if (name.Length == 0 || name.Contains('/', StringComparison.Ordinal))
        {
            return null;
        }
        string? id = new FileInfo(NamePath(name)).LinkTarget;
        Container? container = id is null ? null : TryOpen(id);
        // A rename that was interrupted leaves a link whose container has another name.
        return container?.Name == name ? container : null;
    }

    /// <summary>Gives a name to an id.</summary>
    /// <exception cref="EngineException">It belongs to another container.</exception>
    internal void ClaimName(string name, string id)
    {
        string path = NamePath(name);
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                File.CreateSymbolicLink(path, id);
                return;
            }
            catch (DirectoryNotFoundException)
            {
                Directory.CreateDirectory(root.ContainerNames);
            }
            catch (IOException) when (attempt < ClaimAttemptsMax)
            {
                if (new FileInfo(path).LinkTarget is { } owner)
                {
                    FreeStaleName(name, path, owner);
                }
            }
        }
    }

    /// <summary>Takes a name back, if it is this container's.</summary>
    internal void ReleaseName(string name, string id)
    {
        if (new FileInfo(NamePath(name)).LinkTarget == id)
        {
            File.Delete(NamePath(name));
        }
    }

    /// <summary>The path of the link that a name is.</summary>
    internal string NamePath(string name) => Path.Combine(root.ContainerNames, name);

    /// <summary>The directory of an id.</summary>
    internal string DirectoryOf(string id) => Path.Combine(root.Containers, id);

    /// <summary>Opens a container by its whole id; null when there is none.</summary>
    internal Container? TryOpen(string id)
    {
        string directory = DirectoryOf(id);
        return ContainerFiles.TryReadRecord(directory) is { } record
            ? new Container(directory, record)
            : null;
    }

    /// <summary>Removes a container's directory and name: at once for everyone else, however
    /// long the files take. The caller holds its lock, and it does not run.</summary>
    internal void Delete(Container container)
    {
        string trash = DirectoryOf(TrashPrefix + container.Id);
        Directory.Move(container.Directory, trash);
        ReleaseName(container.Name, container.Id);
        PathAt.RemoveTree(trash);
    }

    private void FreeStaleName(string name, string path, string owner)
    {
        // One at a time, or a name that was freed and claimed again would be freed once more.
        using SafeFileHandle guard = PathAt.OpenDirectory(root.ContainerNames);
        FileLocks.Lock(guard, exclusive: true);
        if (new FileInfo(path).LinkTarget != owner)
        {
            return;
        }
        string directory = DirectoryOf(owner);
        Container? container = TryOpen(owner);
        // Without a record it is being created (then its creator holds the lock) or was left by
        // a crash; with a record of another name the link is left from a rename.
        using ContainerLock? unused = container is null && Directory.Exists(directory)
            ? ContainerLock.TryTake(directory)
            : null;
        // Its creator may have finished between the two looks.
        container ??= TryOpen(owner);
        bool taken = container is not null
            ? container.Name == name
            : unused is null && Directory.Exists(directory);
        if (taken)
        {
            throw new EngineException(
                $"Conflict. The container name \"/{name}\" is already in use by container "
                + $"\"{owner}\". You have to remove (or rename) that container to be able to "
                + "reuse that name.");
        }
        File.Delete(path);
    }

    private void SweepUnfinished(string id)
    {
        string directory = DirectoryOf(id);
        using ContainerLock? unused = ContainerLock.TryTake(directory);
        if (unused is not null && ContainerFiles.TryReadRecord(directory) is null)
        {
            PathAt.RemoveTree(directory);
        }
    }

    private IEnumerable<string> Ids()
    {
        if (!Directory.Exists(root.Containers))
        {
            yield break;
        }
        foreach (string path in Directory.EnumerateDirectories(root.Containers))
        {
            string name = Path.GetFileName(path);
            if (name.StartsWith(TrashPrefix, StringComparison.Ordinal))
            {
                PathAt.RemoveTree(path);
            }
            else if (name.Length == 64)
            {
                yield return name;
            }
        }
    }
}
