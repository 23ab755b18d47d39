namespace MiniDocker.Engine;

/// <summary>The directories of one root. Two roots never meet: what must live outside of it
/// (sockets, whose paths are short by the kernel's rule, and run-time state, which does not
/// outlive a boot) is below a directory named after it.</summary>
public sealed class EngineRoot
{
    /// <summary>The root when neither <c>--root</c> nor <c>MINIDOCKER_ROOT</c> names another.
    /// </summary>
    public const string DefaultPath = "/var/lib/minidocker";

    /// <summary>Where run-time state of all roots is.</summary>
    private const string RunPath = "/run/minidocker";

    /// <summary>Names the directories of a root; makes none.</summary>
    public EngineRoot(string path)
    {
        Path = System.IO.Path.GetFullPath(path).TrimEnd('/');
        Path = Path.Length == 0 ? "/" : Path;
        Containers = System.IO.Path.Combine(Path, "containers");
        ContainerNames = System.IO.Path.Combine(Containers, ".names");
        Volumes = System.IO.Path.Combine(Path, "volumes");
        Run = System.IO.Path.Combine(RunPath, Key(Path));
        RuntimeState = System.IO.Path.Combine(Run, "runtime");
    }

    /// <summary>The root itself, absolute.</summary>
    public string Path { get; }

    /// <summary>One directory a container, named by its id.</summary>
    public string Containers { get; }

    /// <summary>Symbolic links from names to ids.</summary>
    public string ContainerNames { get; }

    /// <summary>One directory a volume.</summary>
    public string Volumes { get; }

    /// <summary>Sockets and run-time state of this root.</summary>
    public string Run { get; }

    /// <summary>minirun's <c>--root</c>.</summary>
    public string RuntimeState { get; }

    /// <summary>The socket where clients reach a container's shim.</summary>
    public string AttachSocket(string id) => System.IO.Path.Combine(Run, id + ".sock");

    // FNV-1a: telling roots apart needs no cryptography, and SHA-256 would load OpenSSL.
    private static string Key(string path)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in path)
        {
            hash = unchecked((hash ^ c) * 1099511628211);
        }
        return hash.ToString("x16")[..12];
    }
}
