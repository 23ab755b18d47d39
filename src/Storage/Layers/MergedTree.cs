using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;

namespace MiniDocker.Storage.Layers;

/// <summary>
/// Several layers as one read-only tree behind a directory handle. The overlay mount is detached:
/// no process sees it, and closing the handle ends it.
/// </summary>
public sealed class MergedTree : IDisposable
{
    private MergedTree(SafeFileHandle root) => Root = root;

    /// <summary>The root directory; owned by this object. Resolve below it with openat2
    /// (RESOLVE_IN_ROOT).</summary>
    public SafeFileHandle Root { get; }

    /// <summary>A path to <see cref="Root"/> that this process can hand to calls without a
    /// directory argument: <c>/proc/self/fd/N</c>.</summary>
    public string ProcPath => ProcPathOf(Root);

    /// <summary>Opens lowers, topmost first: directories or EROFS image files. A container's
    /// upper directory may be the first of them. Needs CAP_SYS_ADMIN unless it is one directory.
    /// </summary>
    /// <exception cref="IOException">One is missing, or the kernel refuses.</exception>
    public static MergedTree Open(IReadOnlyList<string> lowers)
    {
        List<SafeFileHandle> handles = [];
        try
        {
            foreach (string lower in lowers)
                handles.Add(OpenLower(lower));
            if (handles.Count == 1)
                return new MergedTree(Reopen(handles[0]));
            using DetachedMount overlay = new("overlay");
            foreach (SafeFileHandle handle in handles)
                overlay.Set("lowerdir+", ProcPathOf(handle));
            using SafeFileHandle mount = overlay.MountReadOnly();
            return new MergedTree(Reopen(mount));
        }
        finally
        {
            // The overlay has mounts of its own; an open directory keeps its mount.
            foreach (SafeFileHandle handle in handles)
                handle.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Root.Dispose();

    // A mount's first handle cannot be read.
    private static SafeFileHandle Reopen(SafeFileHandle directory)
    {
        int errno = PathAt.Open(
            directory, "."u8, PathAt.O_RDONLY | PathAt.O_DIRECTORY, 0,
            out SafeFileHandle readable);
        PathAt.Check(errno, "openat", "merged tree"u8);
        return readable;
    }

    private static SafeFileHandle OpenLower(string path)
    {
        if (!File.Exists(path))
            return PathAt.OpenDirectory(path);
        using DetachedMount image = new("erofs");
        image.Set("source", path);
        return image.MountReadOnly();
    }

    private static string ProcPathOf(SafeFileHandle handle) =>
        $"/proc/self/fd/{handle.DangerousGetHandle()}";
}
