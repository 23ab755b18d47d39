using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;
using MiniDocker.Storage.Tar;

namespace MiniDocker.Storage.Layers;

/// <summary>Reads the attributes that belong in a layer.</summary>
internal static class XattrReader
{
    /// <summary>All attributes of a name, without overlayfs's and the host's own.</summary>
    internal static Xattr[] Read(SafeFileHandle directory, ReadOnlySpan<byte> name)
    {
        PathAt.Check(
            PathAt.ListXattrs(directory, name, out List<byte[]> names), "listxattr", name);
        if (names.Count == 0)
            return [];
        List<Xattr> xattrs = [];
        foreach (byte[] xattr in names)
        {
            if (Whiteout.IsIgnoredXattr(xattr))
                continue;
            int errno = PathAt.GetXattr(directory, name, xattr, out byte[] value);
            // It may be gone since, or be one that is listed and cannot be read.
            if (errno is PathAt.ENODATA or PathAt.ENOTSUP)
                continue;
            PathAt.Check(errno, "getxattr", xattr);
            xattrs.Add(new Xattr(xattr, value));
        }
        return [.. xattrs];
    }
}
