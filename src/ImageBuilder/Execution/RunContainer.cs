using System.Text;
using Microsoft.Win32.SafeHandles;
using MiniDocker.ImageBuilder.Progress;
using MiniDocker.Linux;
using MiniDocker.Oci.Spec;
using MiniDocker.Runtime;
using MiniDocker.Runtime.State;

namespace MiniDocker.ImageBuilder.Execution;

/// <summary>
/// One RUN in a container of its own: a bundle in a directory of its own, and minirun started on
/// it. Disposed, nothing of it is left, whatever happened.
/// </summary>
internal sealed class RunContainer : IDisposable
{
    private readonly BuildSession _session;
    private readonly string _id = $"build-{Guid.NewGuid():N}";
    private readonly string _directory;
    private readonly Queue<string> _tail = new();

    internal RunContainer(BuildSession session)
    {
        _session = session;
        _directory = Path.Combine(session.Cache.WorkDirectory, _id);
        foreach (string name in (string[])["rootfs", "upper", "work"])
        {
            Directory.CreateDirectory(Path.Combine(_directory, name));
        }
    }

    /// <summary>What the container wrote to its file system.</summary>
    internal string Upper => Path.Combine(_directory, "upper");

    /// <summary>The cgroup, below the runtime's own.</summary>
    internal string Cgroup => $"/minidocker/{_id}";

    /// <summary>The last lines of output.</summary>
    internal IReadOnlyList<string> Tail => [.. _tail];

    private string StateRoot => Path.Combine(_session.Options.Root.RuntimeDirectory, "runtime");

    /// <summary>A file of the bundle, to be mounted.</summary>
    internal string WriteFile(string name, string text, bool isExecutable)
    {
        string path = Path.Combine(_directory, name);
        File.WriteAllText(path, text);
        if (isExecutable)
        {
            File.SetUnixFileMode(path, (UnixFileMode)0x1ED); // 0755
        }

        return path;
    }

    /// <summary>Runs to the end, handing on every line of output.</summary>
    internal int Run(
        RuntimeSpec spec,
        IReadOnlyList<string> lowers,
        BuildVertex vertex,
        CancellationToken cancel)
    {
        RootfsRecipe recipe = new()
        {
            Lower = lowers,
            Upper = Upper,
            Work = Path.Combine(_directory, "work"),
        };
        File.WriteAllBytes(Path.Combine(_directory, "config.json"), spec.ToJson());
        File.WriteAllBytes(Path.Combine(_directory, RootfsRecipe.FileName), recipe.ToJson());
        (SafeFileHandle read, SafeFileHandle write) = Descriptors.Pipe();
        int pid;
        using (write)
        {
            pid = Start(["run", "--bundle", _directory, _id], write);
        }

        using (cancel.Register(Kill))
        using (StreamReader output = new(new FileStream(read, FileAccess.Read), Encoding.UTF8))
        {
            while (output.ReadLine() is { } line)
            {
                Report(vertex, line);
            }
        }

        int code = Children.Wait(pid)?.ShellCode ?? 1;
        cancel.ThrowIfCancellationRequested();
        return code;
    }

    public void Dispose()
    {
        if (Directory.Exists(Path.Combine(StateRoot, _id)))
        {
            Kill();
        }

        PathAt.RemoveTree(_directory);
        RunDirectory.Leave(StateRoot);
        RunDirectory.Leave(_session.Options.Root.RuntimeDirectory);
    }

    private void Report(BuildVertex vertex, string line)
    {
        _session.Progress.Line(vertex, line);
        _tail.Enqueue(line);
        if (_tail.Count > BuilderLimits.ErrorOutputLines)
        {
            _tail.Dequeue();
        }
    }

    private void Kill()
    {
        using SafeFileHandle none = File.OpenHandle(
            "/dev/null", FileMode.Open, FileAccess.ReadWrite);
        Children.Wait(Start(["delete", "--force", _id], none));
    }

    // In a session of its own: a Ctrl-C at the terminal is ours to pass on, not the kernel's.
    private int Start(IReadOnlyList<string> arguments, SafeFileHandle output)
    {
        using SafeFileHandle input = File.OpenHandle("/dev/null");
        return Spawn.PosixSpawn(new SpawnRequest
        {
            Path = _session.Options.Minirun,
            Arguments = ["minirun", "--root", StateRoot, .. arguments],
            Descriptors = [input, output, output],
            NewSession = true,
        });
    }
}
