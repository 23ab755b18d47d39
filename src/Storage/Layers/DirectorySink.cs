using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;
using MiniDocker.Storage.Tar;

namespace MiniDocker.Storage.Layers;

/// <summary>
/// The unpacked form: a layer as files below one directory. Every call is relative to the handle
/// of a directory that this sink made, with a name that is one component; a file costs open,
/// write, futimens and close, and more only if its owner, mode or attributes ask for it.
/// </summary>
internal sealed partial class DirectorySink : ILayerSink
{
    private const int OpenDirectoriesMax = 400;
    private const uint DirectoryModeWhileOpen = 0x1C0;

    // What open(2) takes away from the modes it is given; read once, as it is the process's.
    private static readonly uint Umask = ReadUmask();

    private readonly SafeFileHandle _root;
    private readonly Dictionary<LayerNode, SafeFileHandle> _open = [];
    private LayerNode? _lastDirectory;
    private SafeFileHandle? _lastHandle;
    private SafeFileHandle? _file;
    private long _fileEnd;

    /// <summary>Fills an empty directory, whose handle this takes over.</summary>
    internal DirectorySink(SafeFileHandle root) => _root = root;

    public void AddDirectory(LayerNode node)
    {
        LimitDirectories();
        SafeFileHandle parent = HandleOf(node.Parent!);
        Check(PathAt.MakeDirectory(parent, node.Name, DirectoryModeWhileOpen), "mkdirat", node);
    }

    public void BeginFile(LayerNode node)
    {
        LimitDirectories();
        SafeFileHandle parent = HandleOf(node.Parent!);
        const int Flags = PathAt.O_WRONLY | PathAt.O_CREAT | PathAt.O_EXCL;
        Check(PathAt.Open(parent, node.Name, Flags, node.Inode.Mode, out _file), "openat", node);
        _fileEnd = 0;
    }

    public void WriteFile(LayerNode node, long offset, ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(_file!, bytes, offset);
        _fileEnd = offset + bytes.Length;
    }

    public void EndFile(LayerNode node)
    {
        SafeFileHandle file = _file!;
        if (_fileEnd != node.Inode.Size)
            RandomAccess.SetLength(file, node.Inode.Size);
        SetAttributes(file, node, isNew: true);
        file.Dispose();
        _file = null;
    }

    public void AddSpecial(LayerNode node)
    {
        LayerInode inode = node.Inode;
        SafeFileHandle parent = HandleOf(node.Parent!);
        bool isLink = inode.Kind == LayerNodeKind.SymbolicLink;
        if (isLink)
            Check(PathAt.MakeSymbolicLink(inode.Target, parent, node.Name), "symlinkat", node);
        else
            Check(PathAt.MakeNode(parent, node.Name, TypeOf(inode.Kind) | inode.Mode,
                inode.Device.Major, inode.Device.Minor), "mknodat", node);
        if (inode.Uid != 0 || inode.Gid != 0)
            Check(PathAt.SetOwner(parent, node.Name, inode.Uid, inode.Gid), "fchownat", node);
        foreach (Xattr xattr in inode.Xattrs)
            CheckXattr(PathAt.SetXattr(parent, node.Name, xattr.Name, xattr.Value), node);
        if (!isLink)
            Check(PathAt.SetMode(parent, node.Name, inode.Mode), "fchmodat", node);
        SetTime(parent, node);
    }

    public void AddLink(LayerNode node, LayerNode target)
    {
        LimitDirectories();
        SafeFileHandle from = HandleOf(target.Parent!), to = HandleOf(node.Parent!);
        Check(PathAt.MakeHardLink(from, target.Name, to, node.Name), "linkat", node);
    }

    public void UpdateAttributes(LayerNode node)
    {
        LayerInode inode = node.Inode;
        SafeFileHandle parent = HandleOf(node.Parent!);
        Check(PathAt.SetOwner(parent, node.Name, inode.Uid, inode.Gid), "fchownat", node);
        // A change of owner clears capabilities.
        foreach (Xattr xattr in inode.Xattrs)
            CheckXattr(PathAt.SetXattr(parent, node.Name, xattr.Name, xattr.Value), node);
        Check(PathAt.SetMode(parent, node.Name, inode.Mode), "fchmodat", node);
        SetTime(parent, node);
    }

    public void Remove(LayerNode node)
    {
        if (node.Kind == LayerNodeKind.Directory)
            CloseDirectories();
        Check(PathAt.RemoveTree(HandleOf(node.Parent!), node.Name), "unlinkat", node);
    }

    public void Finish(LayerNode root) => FinishDirectory(root, _root);

    public bool Sync()
    {
        PathAt.Check(PathAt.SyncFileSystem(_root), "syncfs", "layers"u8);
        return true;
    }

    public void Dispose()
    {
        CloseDirectories();
        _file?.Dispose();
        _root.Dispose();
    }

    // Children first, so that nothing changes a directory's time after it was set.
    private static void FinishDirectory(LayerNode node, SafeFileHandle handle)
    {
        foreach (LayerNode child in node.Children?.Values ?? Enumerable.Empty<LayerNode>())
        {
            if (child.Kind == LayerNodeKind.Whiteout)
                Check(PathAt.MakeNode(handle, child.Name, StatxStatus.CharacterDevice, 0, 0),
                    "mknodat", child);
            else if (child.Kind == LayerNodeKind.Directory)
            {
                using SafeFileHandle below = OpenDirectory(handle, child);
                FinishDirectory(child, below);
            }
        }
        if (node.IsOpaque)
            Check(PathAt.SetXattr(handle, Whiteout.OpaqueXattr, "y"u8), "setxattr", node);
        SetAttributes(handle, node, isNew: false);
    }

    // chown before xattrs and mode: it clears capabilities and set-id bits.
    private static void SetAttributes(SafeFileHandle file, LayerNode node, bool isNew)
    {
        LayerInode inode = node.Inode;
        bool hasOwner = inode.Uid != 0 || inode.Gid != 0;
        if (hasOwner)
            Check(PathAt.SetOwner(file, inode.Uid, inode.Gid), "fchown", node);
        foreach (Xattr xattr in inode.Xattrs)
            CheckXattr(PathAt.SetXattr(file, xattr.Name, xattr.Value), node);
        if (!isNew || (inode.Mode & Umask) != 0 || (hasOwner && inode.Mode >> 9 != 0))
            Check(PathAt.SetMode(file, inode.Mode), "fchmod", node);
        UnixTime time = inode.ModifiedTime;
        Check(PathAt.SetTime(file, time.Seconds, time.Nanoseconds), "futimens", node);
    }

    private static void SetTime(SafeFileHandle parent, LayerNode node)
    {
        UnixTime time = node.Inode.ModifiedTime;
        Check(PathAt.SetTime(parent, node.Name, time.Seconds, time.Nanoseconds),
            "utimensat", node);
    }

    private static uint TypeOf(LayerNodeKind kind) => kind switch
    {
        LayerNodeKind.CharacterDevice => StatxStatus.CharacterDevice,
        LayerNodeKind.BlockDevice => StatxStatus.BlockDevice,
        _ => StatxStatus.Fifo,
    };

    private static void Check(int errno, string call, LayerNode node)
    {
        if (errno != 0)
            throw PathAt.Failed(errno, call, node.PathText);
    }

    // User attributes on links and devices, and attributes that the file system does not have,
    // cannot be kept; Docker fails there, containerd goes on, and so does this.
    private static void CheckXattr(int errno, LayerNode node)
    {
        bool isUnwanted = errno == PathAt.ENOTSUP
            || (errno == PathAt.EPERM && node.Kind != LayerNodeKind.File);
        if (!isUnwanted)
            Check(errno, "setxattr", node);
    }

    private static uint ReadUmask()
    {
        foreach (string line in File.ReadLines("/proc/self/status"))
        {
            if (line.StartsWith("Umask:", StringComparison.Ordinal))
                return Convert.ToUInt32(line[6..].Trim(), 8);
        }
        return 0xFFF;
    }
}
