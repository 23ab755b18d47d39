using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;

namespace MiniDocker.Runtime.State;

/// <summary>
/// The directory of containers' states: <c>ROOT/ID/{state.json, config.json, start.sock, lock}</c>.
/// A directory without a readable state.json is what a killed `create` leaves; `delete` takes it.
/// </summary>
/// <param name="root">The directory; made when the first container is.</param>
public sealed class StateStore(string root)
{
    /// <summary>Where root keeps them, which the next boot forgets as it forgets processes.
    /// </summary>
    public const string DefaultRoot = "/run/minirun";

    /// <summary>The directory of one container, which may not exist.</summary>
    public string DirectoryOf(string id) => Path.Combine(root, ContainerId.Check(id));

    /// <summary>Whether there is such a container, whole or in pieces.</summary>
    public bool Exists(string id) => Directory.Exists(DirectoryOf(id));

    /// <summary>Reserves an id: makes its directory and takes its lock.</summary>
    /// <exception cref="ContainerException">The id is taken.</exception>
    public SafeFileHandle Reserve(string id)
    {
        string directory = DirectoryOf(id);
        if (!RunDirectory.Enter(root, () => DirectoryMaker.TryMake(directory)))
        {
            throw new ContainerException($"container with id '{id}' exists already in {root}: "
                + "delete it or use another id");
        }

        return Lock(id);
    }

    /// <summary>
    /// Waits until no other command changes this container, and keeps others out until the
    /// result is disposed (or this process dies).
    /// </summary>
    /// <exception cref="ContainerException">There is no such container.</exception>
    public SafeFileHandle Lock(string id)
    {
        string path = Path.Combine(DirectoryOf(id), "lock");
        while (true)
        {
            SafeFileHandle mine = OpenLock(id, path);
            FileLocks.LockForProcess(mine);

            // While this waited, the container may have been deleted and its id used again.
            if (!FileLocks.IsDeleted(mine))
            {
                return mine;
            }

            mine.Dispose();
        }
    }

    /// <summary>Reads a state.</summary>
    /// <exception cref="ContainerException">There is none, or it is broken.</exception>
    public ContainerState Read(string id) => TryRead(id) ?? throw Unknown(id);

    /// <summary>Reads a state; null if the container is unknown or was killed while being
    /// created.</summary>
    public ContainerState? TryRead(string id)
    {
        string path = Path.Combine(DirectoryOf(id), ContainerState.FileName);
        try
        {
            return ContainerState.Parse(StateLimits.ReadSmallFile(path), path);
        }
        catch (IOException e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Writes a state through a rename.</summary>
    public void Write(ContainerState state) => AtomicFile.Write(
        Path.Combine(DirectoryOf(state.Id), ContainerState.FileName),
        JsonSerializer.SerializeToUtf8Bytes(state, StateJson.Default.ContainerState));

    /// <summary>Removes a container's directory with all in it; nothing if there is none.</summary>
    public void Remove(string id)
    {
        try
        {
            Directory.Delete(DirectoryOf(id), recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Another delete was faster.
        }
    }

    /// <summary>The ids of all containers, in order.</summary>
    public IReadOnlyList<string> List()
    {
        List<string> ids = [];
        if (Directory.Exists(root))
        {
            foreach (string directory in Directory.EnumerateDirectories(root))
            {
                string id = Path.GetFileName(directory);
                if (ContainerId.IsValid(id))
                {
                    ids.Add(id);
                }
            }
        }

        ids.Sort(StringComparer.Ordinal);
        return ids;
    }

    internal ContainerException Unknown(string id) =>
        new($"container does not exist: '{id}' is not in {root}");

    private SafeFileHandle OpenLock(string id, string path)
    {
        try
        {
            return FileLocks.Open(path);
        }
        catch (LinuxException e) when (e.Errno == Errno.ENOENT)
        {
            throw Unknown(id);
        }
    }
}
