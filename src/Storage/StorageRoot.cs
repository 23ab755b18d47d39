using MiniDocker.Storage.Content;
using MiniDocker.Storage.Images;
using MiniDocker.Storage.Layers;

namespace MiniDocker.Storage;

/// <summary>
/// Names every path below <c>--root</c>. Nothing is created before something is written, so
/// that a command that only looks leaves no trace.
/// </summary>
public sealed partial class StorageRoot
{
    /// <summary>Where the state lives when neither option nor environment says otherwise.</summary>
    public const string DefaultPath = "/var/lib/minidocker";

    /// <summary>The environment variable that moves the root.</summary>
    public const string EnvironmentVariable = "MINIDOCKER_ROOT";

    private const string RunDirectory = "/run/minidocker";

    private ContentStore? _content;
    private ImageStore? _images;
    private LayerStore? _layers;

    /// <summary>Names a root; reads and creates nothing.</summary>
    /// <param name="path">The directory; relative paths are taken from the working
    /// directory.</param>
    public StorageRoot(string path)
    {
        Path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
    }

    /// <summary>The root directory: absolute, without a final slash.</summary>
    public string Path { get; }

    /// <summary>An OCI layout with every blob.</summary>
    public string ContentDirectory => Below("content");

    /// <summary>References: one small file for each name and tag.</summary>
    public string ImagesDirectory => Below("images");

    /// <summary>Unpacked or mountable layers, by chain id.</summary>
    public string LayersDirectory => Below("layers");

    /// <summary>One directory for each container; it is the container's bundle.</summary>
    public string ContainersDirectory => Below("containers");

    /// <summary>Networks that containers join.</summary>
    public string NetworksDirectory => Below("networks");

    /// <summary>Volumes: data that outlives containers.</summary>
    public string VolumesDirectory => Below("volumes");

    /// <summary>Results of build steps, by key.</summary>
    public string BuildCacheDirectory => Below("buildcache");

    /// <summary>What the registry server knows of its repositories.</summary>
    public string RegistryDirectory => Below("registry");

    /// <summary>Held shared by whoever adds content, alone by whoever prunes it.</summary>
    public string GcLockPath => Below("gc.lock");

    /// <summary>
    /// Sockets and runtime state, gone after a reboot. Another directory for each root, so two
    /// roots never meet.
    /// </summary>
    public string RuntimeDirectory =>
        Path == DefaultPath
            ? RunDirectory
            : $"{RunDirectory}/{PathHash(Path) & 0xffff_ffff_ffff:x12}";

    /// <summary>The blobs of this root.</summary>
    public ContentStore Content => _content ??= new ContentStore(this);

    /// <summary>The names of this root's images.</summary>
    public ImageStore Images => _images ??= new ImageStore(ImagesDirectory, Content);

    /// <summary>The unpacked or mountable layers of this root.</summary>
    public LayerStore Layers => _layers ??= new LayerStore(LayersDirectory);

    /// <summary>The root's root: option, else environment, else the default.</summary>
    public static string ChoosePath(string? option) =>
        !string.IsNullOrEmpty(option) ? option
        : Environment.GetEnvironmentVariable(EnvironmentVariable) is { Length: > 0 } fromEnvironment
            ? fromEnvironment
            : DefaultPath;

    private string Below(string name) => string.Concat(Path, "/", name);

    // FNV-1a: the name must be stable and quick, not secret; SHA-256 would load OpenSSL.
    private static ulong PathHash(string path)
    {
        ulong hash = 0xcbf2_9ce4_8422_2325;
        foreach (char c in path)
            hash = (hash ^ c) * 0x100_0000_01b3;
        return hash;
    }
}
