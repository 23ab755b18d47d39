using Microsoft.Win32.SafeHandles;

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
    public string ProcPath => $"/proc/self/fd/{Root.DangerousGetHandle()}";

    /// <summary>Opens lowers, topmost first: directories or EROFS image files. A container's
    /// upper directory may be the first of them.</summary>
    public static MergedTree Open(IReadOnlyList<string> lowers) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose() => Root.Dispose();
}
