using System.Buffers;
using Microsoft.Win32.SafeHandles;
using MiniDocker.ImageBuilder.Dockerfile;
using MiniDocker.Linux;
using MiniDocker.Storage.Tar;

namespace MiniDocker.ImageBuilder.Copy;

/// <summary>
/// Writes what a COPY found as a layer. The tar is the layer: nothing is copied to a directory
/// first and compared afterwards.
/// </summary>
internal sealed class CopyLayer(
    TarWriter tar, CopyTarget target, UnixTime now, UnixTime? clamp, CancellationToken cancel)
{
    private const int BufferBytes = 128 * 1024;
    private const uint NewDirectoryMode = 0x1ED; // 0755
    private const uint HeredocMode = 0x1A4; // 0644
    private const string Capability = "security.capability";

    private readonly HashSet<string> _written = [];
    private readonly Dictionary<(RootedTree Tree, ulong Inode), string> _names = [];
    private readonly TarEntry _entry = new();
    private string _base = "";

    /// <summary>Writes all items.</summary>
    internal void Write(IReadOnlyList<CopyItem> items)
    {
        bool intoDirectory = target.IsDirectory || items.Count > 1
            || (items.Count == 1 && items[0].IntoDirectory);
        _base = Resolve(target.Path);
        if (!intoDirectory && Find(_base) is { IsDirectory: true })
        {
            intoDirectory = true;
        }

        if (intoDirectory)
        {
            WriteDirectories(_base);
        }

        foreach (CopyItem item in items)
        {
            cancel.ThrowIfCancellationRequested();
            WriteItem(item, intoDirectory ? CopyCollector.Join(_base, item.Target) : _base);
        }
    }

    /// <summary>Only makes a directory and its parents: WORKDIR. False if it is there.</summary>
    internal bool WriteDirectory()
    {
        string path = Resolve(target.Path);
        if (path.Length == 0 || Find(path) is { IsDirectory: true })
        {
            return false;
        }

        WriteDirectories(path);
        return true;
    }

    private void WriteItem(CopyItem item, string path)
    {
        Refuse(item, path);
        WriteDirectories(Parent(path));
        FillCommon(item, path);
        if (item.Text is not null)
        {
            tar.WriteFile(_entry, item.Text);
            _written.Add(path);
            return;
        }

        if (item.Status.IsFile && item.Status.Links > 1 && !IsFirstName(item, path))
        {
            tar.WriteHeader(_entry);
        }
        else if (item.Status.IsFile)
        {
            WriteFile(item);
        }
        else
        {
            FillSpecial(item);
            tar.WriteHeader(_entry);
        }

        _written.Add(path);
    }

    private void FillCommon(CopyItem item, string path)
    {
        (uint uid, uint gid) = target.Owner
            ?? (item.KeepsOwner ? (item.Status.Uid, item.Status.Gid) : (0u, 0u));
        Fill(TarEntryKind.File, path, uid, gid);
        _entry.Mode = target.Mode ?? (item.Text is null ? item.Status.Permissions : HeredocMode);
        _entry.ModifiedTime = item.Text is null ? Time(item.Status.ModifiedNs) : Clamp(now);
        _entry.Size = item.Text?.Length ?? 0;
    }

    private void FillSpecial(CopyItem item)
    {
        FileStatus status = item.Status;
        if (status.IsLink)
        {
            _entry.Kind = TarEntryKind.SymbolicLink;
            _entry.Mode = 0x1FF; // 0777: what a link always has
            _entry.SetLinkName(item.Tree!.Files.ReadLink(item.SourcePath));
            return;
        }

        _entry.Kind = status.IsDirectory ? TarEntryKind.Directory
            : status.IsFifo ? TarEntryKind.Fifo
            : status.IsBlockDevice ? TarEntryKind.BlockDevice
            : TarEntryKind.CharacterDevice;
        _entry.DeviceMajor = status.DeviceMajor;
        _entry.DeviceMinor = status.DeviceMinor;
    }

    private void WriteFile(CopyItem item)
    {
        RootedTree files = item.Tree!.Files;
        using SafeFileHandle file = files.OpenRead(item.SourcePath);
        if (files.GetXattr(file, Capability) is { } capability)
        {
            _entry.SetXattr(new Xattr(Capability, capability));
        }

        long size = item.Status.SizeBytes;
        _entry.Size = size;
        tar.WriteHeader(_entry);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        for (long offset = 0; offset < size;)
        {
            int wanted = (int)Math.Min(buffer.Length, size - offset);
            int read = RandomAccess.Read(file, buffer.AsSpan(0, wanted), offset);
            if (read == 0)
            {
                throw new DockerfileException($"/{item.SourcePath}: shrank while it was copied");
            }

            tar.Write(buffer.AsSpan(0, read));
            offset += read;
            cancel.ThrowIfCancellationRequested();
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    // The first name of a hard-linked file carries its content, the others point at it.
    private bool IsFirstName(CopyItem item, string path)
    {
        if (_names.TryAdd((item.Tree!.Files, item.Status.Inode), path))
        {
            return true;
        }

        _entry.Kind = TarEntryKind.HardLink;
        _entry.SetLinkName(_names[(item.Tree.Files, item.Status.Inode)]);
        return false;
    }

    /// <summary>
    /// A directory and all above it: those that exist as they are, the others new.
    /// </summary>
    private void WriteDirectories(string path)
    {
        if (path.Length == 0 || !_written.Add(path))
        {
            return;
        }

        WriteDirectories(Parent(path));
        FileStatus? existing = Find(path);
        if (existing is { IsDirectory: false })
        {
            throw new DockerfileException($"/{path}: is not a directory");
        }

        (uint uid, uint gid) = existing is { } old ? (old.Uid, old.Gid) : target.Owner ?? (0u, 0u);
        Fill(TarEntryKind.Directory, path, uid, gid);
        _entry.Mode = existing?.Permissions ?? NewDirectoryMode;
        _entry.ModifiedTime = existing is { } kept ? Time(kept.ModifiedNs) : Clamp(now);
        tar.WriteHeader(_entry);
    }

    private void Fill(TarEntryKind kind, string path, uint uid, uint gid)
    {
        _entry.Clear();
        _entry.Kind = kind;
        _entry.SetName(path);
        _entry.Uid = uid;
        _entry.Gid = gid;
    }

    private void Refuse(CopyItem item, string path)
    {
        if (path.Length == 0)
        {
            throw new DockerfileException("cannot copy a file over the root directory");
        }

        FileStatus? existing = Find(path);
        bool isDirectory = item.Text is null && item.Status.IsDirectory;
        if (existing is { IsDirectory: true } && !isDirectory)
        {
            throw new DockerfileException($"cannot replace to directory /{path} with file");
        }

        if (existing is { IsDirectory: false } && isDirectory)
        {
            throw new DockerfileException($"cannot copy to non-directory: /{path}");
        }
    }

    private FileStatus? Find(string path) =>
        target.Root is { } root && root.TryStat(path, follow: false, out FileStatus status)
            ? status
            : null;

    private string Resolve(string path) =>
        target.Root is { } root ? TreePath.Resolve(root, path) : CopyCollector.Clean(path);

    private static string Parent(string path) => path[..Math.Max(0, path.LastIndexOf('/'))];

    // Whole seconds: what a layer's tar holds everywhere else, so the same files compare equal.
    private UnixTime Time(long nanoseconds) =>
        Clamp(new UnixTime(Math.DivRem(nanoseconds, 1_000_000_000).Quotient));

    private UnixTime Clamp(UnixTime time) =>
        clamp is { } limit && time.Seconds > limit.Seconds ? limit : time;
}
