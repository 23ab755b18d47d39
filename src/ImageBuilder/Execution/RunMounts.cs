using MiniDocker.ImageBuilder.Dockerfile;
using MiniDocker.ImageBuilder.Instructions;
using MiniDocker.Oci;
using MiniDocker.Oci.Spec;
using MiniDocker.Storage;

namespace MiniDocker.ImageBuilder.Execution;

/// <summary>The <c>--mount</c> flags of one RUN.</summary>
internal sealed class RunMounts(BuildSession session) : IDisposable
{
    private readonly List<FileLock> _locks = [];
    private readonly List<MountSpec> _mounts = [];
    private readonly List<string> _described = [];

    internal IReadOnlyList<MountSpec> Mounts => _mounts;

    /// <summary>What the step's key says of them: never a secret's content.</summary>
    internal IReadOnlyList<string> Described => _described;

    /// <summary>Reads all flags; makes the directories of cache mounts and takes their locks.
    /// </summary>
    internal void Add(StepContext step, RunInstruction run, CancellationToken cancel)
    {
        foreach (string text in run.Mounts)
        {
            MountFlag flag = MountFlag.Parse(step.Expand(text, session.Escape));
            switch (flag.Type)
            {
                case "cache":
                    AddCache(flag, cancel);
                    break;
                case "tmpfs":
                    AddTmpfs(flag);
                    break;
                case "secret":
                    AddSecret(flag);
                    break;
                case "bind":
                    AddBind(flag);
                    break;
                default:
                    throw new DockerfileException(
                        $"--mount=type={flag.Type} is not supported: "
                        + "use bind, cache, tmpfs or secret");
            }
        }
    }

    public void Dispose() => _locks.ForEach(held => held.Dispose());

    private void AddCache(MountFlag flag, CancellationToken cancel)
    {
        string target = flag.Take("target", "dst", "destination") ?? throw Missing("target");
        string id = flag.Take("id") ?? target;
        string sharing = flag.Take("sharing") ?? "shared";
        bool isReadonly = flag.TakeBoolean("readonly", "ro");
        flag.RefuseRest();
        string directory = Path.Combine(
            session.Cache.MountsDirectory,
            Digest.Compute(System.Text.Encoding.UTF8.GetBytes(id)).Hex);
        Directory.CreateDirectory(directory);
        switch (sharing)
        {
            case "shared":
                break;
            case "locked":
                _locks.Add(FileLock.Acquire(directory + ".lock", FileLockKind.Exclusive, cancel));
                break;
            default:
                throw new DockerfileException(
                    $"cache mount sharing={sharing} is not supported: use shared or locked");
        }

        _mounts.Add(RunSpec.Bind(directory, target, isReadonly));
        _described.Add($"cache {target} {id}");
    }

    private void AddTmpfs(MountFlag flag)
    {
        string target = flag.Take("target", "dst", "destination") ?? throw Missing("target");
        string? size = flag.Take("size");
        flag.RefuseRest();
        string[] options = size is null ? ["nosuid", "nodev"] : ["nosuid", "nodev", $"size={size}"];
        _mounts.Add(RunSpec.Mount(target, "tmpfs", options));
        _described.Add($"tmpfs {target} {size}");
    }

    private void AddSecret(MountFlag flag)
    {
        string? target = flag.Take("target", "dst", "destination");
        string id = flag.Take("id")
            ?? (target is null ? throw Missing("id") : Path.GetFileName(target));
        bool isRequired = flag.TakeBoolean("required");
        flag.RefuseRest();
        target ??= $"/run/secrets/{id}";
        _described.Add($"secret {target} {id}");
        if (session.Options.Secrets.TryGetValue(id, out string? source))
        {
            // The host's own file, read-only: no copy of the secret is ever made.
            _mounts.Add(RunSpec.Bind(Path.GetFullPath(source), target, isReadonly: true));
        }
        else if (isRequired)
        {
            throw new DockerfileException($"secret {id}: not found");
        }
    }

    private void AddBind(MountFlag flag)
    {
        string target = flag.Take("target", "dst", "destination") ?? throw Missing("target");
        string source = flag.Take("source", "src") ?? "";
        if (flag.Take("from") is { } from)
        {
            throw new DockerfileException(
                $"bind mount from={from} is not supported: use COPY --from={from}");
        }

        if (flag.TakeBoolean("rw", "readwrite"))
        {
            throw new DockerfileException("a writable bind mount is not supported: copy the files");
        }

        flag.TakeBoolean("readonly", "ro");
        flag.RefuseRest();
        Copy.CopyCollector collector = new(session.Context, Context.PathPatterns.None, false);
        collector.Add(source);
        foreach (Copy.CopyItem item in collector.Items)
        {
            _described.Add($"bind {target}/{item.Target} {item.Describe()}");
        }

        string path = Copy.TreePath.Resolve(session.Context.Files, source);
        _mounts.Add(RunSpec.Bind(
            Path.Combine(session.Options.ContextDirectory, path), target, isReadonly: true));
    }

    private static DockerfileException Missing(string key) =>
        new($"--mount needs {key}=");
}
