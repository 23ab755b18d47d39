using MiniDocker.Runtime.Seccomp;
using MiniDocker.Runtime.Shim;

namespace MiniDocker.Engine.Containers;

/// <summary><c>docker start</c>: writes the bundle and hands it to a shim.</summary>
public sealed class ContainerStarter(ContainerStore store)
{
    private const int NotFound = StartFailure.NotFound;
    private const string MinirunVariable = "MINIDOCKER_MINIRUN";

    /// <summary>The runtime: named by the environment, or beside this program.</summary>
    public static string MinirunPath =>
        Environment.GetEnvironmentVariable(MinirunVariable) is { Length: > 0 } named
            ? named
            : Path.Combine(AppContext.BaseDirectory, "minirun");

    /// <summary>Starts a container that does not run.</summary>
    /// <param name="container">The container.</param>
    /// <param name="attach">The streams to connect before its program starts; null for none.
    /// </param>
    /// <returns>The connection, null when none was asked for or it runs already.</returns>
    /// <exception cref="EngineException">It could not be started; its state says so, too.
    /// </exception>
    public ShimConnection? Start(Container container, AttachStreams? attach)
    {
        using ContainerLock guard = ContainerLock.Take(container.Directory);
        ContainerRuntimeState state = container.ReadState();
        switch (state.Status)
        {
            case ContainerRuntimeStatus.Paused:
                throw new EngineException(
                    "cannot start a paused container, try unpause instead", 1);
            case ContainerRuntimeStatus.Running:
                return attach is { } streams ? container.Shim.TryConnect(streams) : null;
            case ContainerRuntimeStatus.Restarting:
                container.Shim.Stop(0, 0);
                break;
        }
        WriteBundle(container);
        ShimStart start = ShimClient.Start(new ShimStartRequest
        {
            MinirunPath = MinirunPath,
            ContainerDirectory = container.Directory,
            Attach = attach,
            EndsWithProgram =
                container.Record.HostConfig.RestartPolicy.Equals(RestartPolicy.No),
        });
        return start.Readiness.ExitCode == 0
            ? start.Connection
            : throw Failure(container.Record.Path, start.Readiness);
    }

    // A program that is not there is a person's slip, not a failed system call to read about.
    private static EngineException Failure(string program, ShimReadiness readiness) =>
        readiness.ExitCode != NotFound
            ? new EngineException(readiness.Error, readiness.ExitCode)
            : new EngineException(
                program.Contains('/', StringComparison.Ordinal)
                    ? $"exec: \"{program}\": stat {program}: no such file or directory"
                    : $"exec: \"{program}\": executable file not found in $PATH",
                NotFound);

    /// <summary>Writes config.json and shim.json of a container.</summary>
    public void WriteBundle(Container container)
    {
        ContainerRecord record = container.Record;
        string directory = container.Directory;
        ResolvedUser user = UserLookup.InImage(
            [container.UpperDirectory, .. record.Lowers], record);
        ContainerFiles.Write(Path.Combine(directory, "config.json"),
            RuntimeSpecBuilder.Build(
                record, directory, user,
                SecurityOptions.ResolveSeccomp(record.HostConfig, DefaultSeccompProfile.For))
                .ToJson());
        ShimSettings(container).Write(directory);
    }

    private ShimConfig ShimSettings(Container container)
    {
        ContainerRecord record = container.Record;
        ContainerConfig config = record.Config;
        return new ShimConfig
        {
            Id = record.Id,
            Terminal = config.Tty,
            OpenStdin = config.OpenStdin,
            StdinOnce = config.StdinOnce,
            Log = LogOptions.ToLogConfig(record.HostConfig.LogConfig, container.LogPath),
            Restart = record.HostConfig.RestartPolicy,
            AttachSocket = store.Root.AttachSocket(record.Id),
            StateRoot = store.Root.RuntimeState,
            AutoRemove = record.HostConfig.AutoRemove,
            AutoRemovePaths = [store.NamePath(record.Name), .. AnonymousVolumes(record)],
            StopSignal = config.StopSignal ?? "SIGTERM",
            StopTimeoutSeconds = config.StopTimeout ?? 10,
        };
    }

    private List<string> AnonymousVolumes(ContainerRecord record)
    {
        List<string> paths = [];
        foreach (MountPoint point in record.Mounts)
        {
            if (point.IsAnonymous)
            {
                paths.Add(Path.Combine(store.Root.Volumes, point.Name!));
            }
        }
        return paths;
    }
}
