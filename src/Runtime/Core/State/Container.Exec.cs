using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;
using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Hooks;
using MiniDocker.Runtime.Seccomp;

namespace MiniDocker.Runtime.State;

/// <summary>More processes in a container that runs.</summary>
public sealed partial class Container
{
    private const string UnifiedProcesses = "cgroup.procs";

    /// <summary>Makes a process that is ready to run its program.</summary>
    /// <returns>The process, which the caller starts and disposes.</returns>
    /// <exception cref="ContainerException">The container does not run.</exception>
    /// <exception cref="LaunchException">A step failed.</exception>
    public LaunchedInit Exec(ExecRequest request)
    {
        ContainerStatus status = ReadStatus();
        if (status == ContainerStatus.Stopped)
        {
            throw new ContainerException($"cannot exec in container '{Id}': it is stopped");
        }

        if (status == ContainerStatus.Paused && !request.IgnorePaused)
        {
            throw new ContainerException(
                $"cannot exec in container '{Id}': it is paused; resume it first");
        }

        using PidFd init = OpenInit();
        using SafeFileHandle? connected = request.ConsoleSocketPath is { } path
            ? UnixSocket.Connect(path) : null;
        var console = connected ?? request.ConsoleSocket;
        (List<string> joinFiles, string? cloneInto) = JoinPoints(request.SubCgroup);
        LaunchedInit process = Launcher.Exec(new ExecOptions
        {
            Id = Id,
            Container = Spec,
            Process = request.Process,
            Init = init,
            JoinFiles = joinFiles,
            CloneInto = cloneInto,
            Seccomp = Spec.Linux?.Seccomp is { } profile ? SeccompCompiler.Compile(profile) : null,
            ConsoleSocket = console is null ? -1 : (int)console.DangerousGetHandle(),
            StandardInput = NumberOf(request.Stdio, 0),
            StandardOutput = NumberOf(request.Stdio, 1),
            StandardError = NumberOf(request.Stdio, 2),
            PreserveFds = request.PreserveFds,
        });
        try
        {
            Announce(request.PidFdSocketPath, request.PidFile, process);
            return process;
        }
        catch
        {
            process.Abandon();
            process.Dispose();
            throw;
        }
    }

    // v1 hierarchies are joined by their tasks file; the v2 one by being born there.
    private (List<string> JoinFiles, string? CloneInto) JoinPoints(string subCgroup)
    {
        if (subCgroup.Split('/').AsSpan().Contains(".."))
        {
            throw new ContainerException($"exec in cgroup '{subCgroup}': '..' is not allowed");
        }

        List<string> joinFiles = [];
        string? cloneInto = null;
        foreach (string own in State.CgroupDirectories)
        {
            string directory = Path.Join(own, subCgroup);
            string tasks = Path.Combine(directory, "tasks");
            if (File.Exists(tasks))
            {
                joinFiles.Add(tasks);
            }
            else if (File.Exists(Path.Combine(directory, UnifiedProcesses)))
            {
                cloneInto = directory;
            }
        }

        return (joinFiles, cloneInto);
    }

    // The hooks run as processes of the container with its own limits and credentials: what they
    // are called resolves inside it, so that nothing of it may run with the host's rights.
    internal void RunStartContainerHooks(int pid)
    {
        IReadOnlyList<HookSpec> hooks = Spec.Hooks?.StartContainer ?? [];
        byte[] state = StateForHooks(ContainerStatus.Created, pid);
        for (int i = 0; i < hooks.Count; i++)
        {
            ExitStatus status = RunHookInside(hooks[i], state);
            if (status.ShellCode != 0)
            {
                throw new ContainerException($"run startContainer hook {i} ({hooks[i].Path}): "
                    + $"exit status {status.ShellCode}");
            }
        }
    }

    private ExitStatus RunHookInside(HookSpec hook, byte[] state)
    {
        (SafeFileHandle read, SafeFileHandle write) = Descriptors.Pipe();
        using (write)
        {
            int pid;
            using (read)
            {
                ProcessSpec process = (Spec.Process ?? new ProcessSpec()) with
                {
                    Terminal = false,
                    Args = HookArguments(hook),
                    Env = hook.Env.Count > 0 ? hook.Env : Spec.Process?.Env ?? [],
                    Cwd = "/",
                };
                using LaunchedInit inside = Exec(new ExecRequest
                {
                    Process = process,
                    Stdio = [read, Descriptors.Own(1), Descriptors.Own(2)],
                });
                inside.Start();
                pid = inside.Pid;
            }

            return Converse(pid, write, state, hook.Timeout);
        }
    }

    private static List<string> HookArguments(HookSpec hook)
    {
        List<string> arguments = [hook.Path];
        for (int i = 1; i < hook.Args.Count; i++)
        {
            arguments.Add(hook.Args[i]);
        }

        return arguments;
    }

    private static ExitStatus Converse(
        int pid, SafeFileHandle stdin, byte[] state, int? timeoutSeconds)
    {
        using PidFd? process = PidFd.TryOpen(pid);
        try
        {
            Descriptors.WriteAll(stdin, state);
        }
        catch (LinuxException)
        {
            // A hook need not read its state.
        }

        stdin.Dispose();
        int limitMs = timeoutSeconds is > 0 and <= HookLimits.TimeoutSecondsMax
            ? timeoutSeconds.Value * 1000 : -1;
        if (process is not null && !process.WaitEnd(limitMs))
        {
            process.TrySignal(SIGKILL);
        }

        return Children.Wait(pid) ?? default;
    }
}
