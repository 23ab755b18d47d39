using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;
using MiniDocker.Oci;

namespace MiniDocker.Storage.Layers;

/// <summary>
/// ROOT/layers: one directory per stack of layers, named by its chain id, which appears whole,
/// verified and on disk, or not at all.
/// </summary>
public sealed partial class LayerStore
{
    private const string RecordName = "layer.json";

    // The probe mounts, so it waits until a layer comes in.
    private readonly Lazy<ISnapshotter> _snapshotter;
    private readonly string _staging, _locks;

    /// <summary>Opens, and if need be makes, the store at a directory.</summary>
    /// <param name="path">ROOT/layers, absolute.</param>
    /// <param name="snapshotter">The form of new layers; null takes the best that works.</param>
    public LayerStore(string path, ISnapshotter? snapshotter = null)
    {
        Path = path;
        (_staging, _locks) = (Join(".staging"), Join(".locks"));
        // Set-id programs of images lie below; no user of the host may reach them.
        const UnixFileMode Private =
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(path, Private);
        Directory.CreateDirectory(_staging, Private);
        Directory.CreateDirectory(_locks, Private);
        _snapshotter = new Lazy<ISnapshotter>(() => snapshotter ?? new OverlaySnapshotter());
    }

    /// <summary>The directory of the store.</summary>
    public string Path { get; }

    /// <summary>The form of new layers: <c>unpacked</c> or <c>erofs</c>.</summary>
    public string Form => _snapshotter.Value.Form;

    /// <summary>True if the stack is there, verified and complete.</summary>
    public bool Contains(ChainId chain) => File.Exists(RecordPath(chain));

    /// <summary>Reads what is known of a stack's top layer.</summary>
    /// <returns>False if it is not there.</returns>
    public bool TryGet(ChainId chain, out LayerRecord record)
    {
        bool exists = Contains(chain);
        record = exists ? LayerJson.Read(RecordPath(chain)) : null!;
        return exists;
    }

    /// <summary>Every committed layer, in no order.</summary>
    public IReadOnlyList<LayerRecord> List()
    {
        List<LayerRecord> records = [];
        foreach (string directory in Directory.EnumerateDirectories(Path))
        {
            string record = System.IO.Path.Combine(directory, RecordName);
            if (File.Exists(record))
                records.Add(LayerJson.Read(record));
        }
        return records;
    }

    /// <summary>What overlayfs takes as lowers, topmost first: absolute paths, each a directory
    /// or an EROFS image file.</summary>
    /// <exception cref="LayerException">A layer of the stack is missing.</exception>
    public IReadOnlyList<string> LowerDirs(ChainId top)
    {
        List<string> lowers = [];
        for (ChainId chain = top; !chain.IsEmpty;)
        {
            if (!TryGet(chain, out LayerRecord record))
                throw new LayerException($"layer {chain} is missing: pull the image again");
            lowers.Add(System.IO.Path.Combine(DirectoryOf(chain), record.LowerName));
            chain = record.Parent;
        }
        return lowers;
    }

    /// <summary>Opens a stack as one merged, read-only tree; no mount is visible anywhere, and
    /// it is gone when the handle is closed. Needs CAP_SYS_ADMIN.</summary>
    public MergedTree OpenMerged(ChainId top) => MergedTree.Open(LowerDirs(top));

    /// <summary>Removes one layer's directory; the caller knows that nothing is stacked on it
    /// and no container uses it. Idempotent.</summary>
    public void Remove(ChainId chain)
    {
        string trash = NewStagingPath();
        try
        {
            // One rename, so that no half of a layer is ever found under its name.
            Directory.Move(DirectoryOf(chain), trash);
        }
        catch (DirectoryNotFoundException)
        {
            return;
        }
        PathAt.RemoveTree(trash);
    }

    /// <summary>Removes what crashed commands left behind, and the locks of names, which only
    /// those who add a layer need. The caller knows that nobody adds one.</summary>
    public void Sweep()
    {
        foreach (string directory in Directory.EnumerateDirectories(_staging))
            PathAt.RemoveTree(directory);
        foreach (string file in Directory.EnumerateFiles(_locks))
            File.Delete(file);
    }

    private static SafeFileHandle OpenLock(string path) => File.OpenHandle(
        path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);

    private string LockPath(ChainId chain) =>
        System.IO.Path.Combine(_locks, chain.Digest.Hex);

    private string DirectoryOf(ChainId chain) => Join(chain.Digest.Hex);

    private string RecordPath(ChainId chain) =>
        System.IO.Path.Combine(DirectoryOf(chain), RecordName);

    private string NewStagingPath(ChainId chain = default) => System.IO.Path.Combine(
        _staging, $"{(chain.IsEmpty ? "trash" : chain.Digest.Hex)}.{Guid.NewGuid():N}");

    private string Join(string name) => System.IO.Path.Combine(Path, name);
}
