using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;
using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Shim;

namespace MiniDocker.Engine.Containers;

/// <summary><c>docker exec</c>: one more program in a container that runs. minirun does the work
/// and inherits this process's streams.</summary>
public sealed class ContainerExec(ContainerStore store)
{
    /// <summary>Runs a program in a container.</summary>
    /// <returns>Its exit code; 0 when it is not waited for.</returns>
    /// <exception cref="EngineException">The container does not run, or there is no such user.
    /// </exception>
    public int Run(Container container, ExecRequest request)
    {
        ContainerRuntimeState state = container.ReadState();
        if (!ContainerLifecycle.IsAlive(state))
        {
            throw new EngineException($"container {container.Id} is not running", 1);
        }
        if (state.Status == ContainerRuntimeStatus.Paused)
        {
            throw new EngineException(
                $"Container {container.Name} is paused, unpause the container before exec", 1);
        }
        string process = Path.Combine(
            container.Directory, $"exec-{Environment.ProcessId}.json");
        ContainerFiles.Write(process, Process(container, request, state.Pid).ToJson());
        try
        {
            int pid = Spawn.PosixSpawn(Request(container, request, process));
            return Children.Wait(pid)?.ShellCode ?? 125;
        }
        finally
        {
            File.Delete(process);
        }
    }

    private SpawnRequest Request(Container container, ExecRequest request, string process)
    {
        List<string> words =
            ["minirun", "--root", store.Root.RuntimeState, "exec", "--process", process];
        if (request.Detach)
        {
            words.Add("--detach");
        }
        words.Add(container.Id);
        bool silent = request.Detach;
        SafeFileHandle nowhere = File.OpenHandle(
            "/dev/null", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        return new SpawnRequest
        {
            Path = ContainerStarter.MinirunPath,
            Arguments = words,
            Descriptors =
            [
                request.Interactive && !silent ? Descriptors.Own(0) : nowhere,
                silent ? nowhere : Descriptors.Own(1),
                silent ? nowhere : Descriptors.Own(2),
            ],
        };
    }

    private static ProcessSpec Process(Container container, ExecRequest request, int pid)
    {
        ContainerRecord record = container.Record;
        string user = request.User.Length > 0 ? request.User : record.Config.User;
        ContainerRecord asked = record with
        {
            Path = request.Command[0],
            Args = [.. request.Command.Skip(1)],
            Config = record.Config with
            {
                Env = [.. record.Config.Env, .. request.Env],
                Tty = request.Tty,
                WorkingDir = request.WorkingDir.Length > 0
                    ? request.WorkingDir
                    : record.Config.WorkingDir,
            },
            HostConfig = record.HostConfig with
            {
                Privileged = request.Privileged || record.HostConfig.Privileged,
            },
        };
        ResolvedUser resolved = UserLookup.InProcess(
            pid, user, record.HostConfig.GroupAdd ?? []);
        return RuntimeSpecBuilder.ProcessOf(asked, resolved);
    }
}
