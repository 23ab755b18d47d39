using System.Text;
using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;
using MiniDocker.Storage.Tar;

namespace MiniDocker.Storage.Layers;

/// <summary>Writes a directory tree as a tar: <c>export</c>, and <c>cp</c> out of a container.
/// </summary>
public static class TreeWriter
{
    /// <summary>Writes a whole tree, deterministic like <see cref="LayerDiffer"/>.</summary>
    /// <param name="root">The directory; stays open, and must not have been listed yet.</param>
    /// <param name="destination">Receives the uncompressed tar; stays open.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="IOException">The tree cannot be read.</exception>
    public static void WriteTree(
        SafeFileHandle root, Stream destination, CancellationToken cancel)
    {
        TarWriter writer = new(destination);
        new TreeArchiver(writer, isUpper: false, null, cancel).WriteContents(root, []);
        writer.Finish();
    }

    /// <summary>Writes one path and what is below it, as <c>docker cp</c> does.</summary>
    /// <param name="root">The root that the path is resolved in; stays open.</param>
    /// <param name="path">The path inside the root; symbolic links in it stay inside.</param>
    /// <param name="archiveName">What the archive calls it instead of its last name.</param>
    /// <param name="followLink">Whether a link at the end is followed (<c>cp -L</c>).</param>
    /// <param name="destination">Receives the uncompressed tar; stays open.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="FileNotFoundException">There is nothing by this path.</exception>
    /// <exception cref="IOException">The tree cannot be read.</exception>
    public static void WritePath(
        SafeFileHandle root, string path, string archiveName, bool followLink,
        Stream destination, CancellationToken cancel)
    {
        List<byte[]> parts = Resolve(root, path, followLink);
        byte[] above = parts.Count < 2 ? "."u8.ToArray() : Join(parts[..^1]);
        byte[] last = parts.Count == 0 ? "."u8.ToArray() : parts[^1];
        int errno = PathAt.OpenInRoot(
            root, above, PathAt.O_RDONLY | PathAt.O_DIRECTORY, 0, out SafeFileHandle directory);
        using (directory)
        {
            if (errno is PathAt.ENOENT or PathAt.ENOTDIR
                || PathAt.Status(directory, last, out _) != 0)
                throw new FileNotFoundException($"could not find the file {path}", path);
            PathAt.Check(errno, "openat2", above);
            TarWriter writer = new(destination);
            new TreeArchiver(writer, isUpper: false, null, cancel).WriteName(
                directory, last, Encoding.UTF8.GetBytes(archiveName));
            writer.Finish();
        }
    }

    // The path with links at its end replaced by their targets, if they are to be followed.
    private static List<byte[]> Resolve(SafeFileHandle root, string path, bool followLink)
    {
        List<byte[]> parts = Normalize([], Encoding.UTF8.GetBytes(path));
        for (int links = 0; followLink && parts.Count > 0; links++)
        {
            if (links > LayerLimits.LinksFollowedMax)
                throw new IOException($"{path}: too many symbolic links");
            byte[] above = parts.Count < 2 ? "."u8.ToArray() : Join(parts[..^1]);
            int errno = PathAt.OpenInRoot(root, above, PathAt.O_RDONLY | PathAt.O_DIRECTORY, 0,
                out SafeFileHandle directory);
            using (directory)
            {
                if (errno != 0
                    || PathAt.ReadLink(directory, parts[^1], out byte[] target) != 0)
                    break;
                bool isAbsolute = target.AsSpan().StartsWith("/"u8);
                parts = Normalize(isAbsolute ? [] : parts[..^1], target);
            }
        }
        return parts;
    }

    // Dots are taken away by spelling; ".." at the root stays there.
    private static List<byte[]> Normalize(List<byte[]> start, ReadOnlySpan<byte> path)
    {
        foreach (Range range in path.Split((byte)'/'))
        {
            ReadOnlySpan<byte> part = path[range];
            if (part.SequenceEqual(".."u8))
                start = start.Count == 0 ? start : start[..^1];
            else if (!part.IsEmpty && !part.SequenceEqual("."u8))
                start.Add(part.ToArray());
        }
        return start;
    }

    private static byte[] Join(List<byte[]> parts)
    {
        List<byte> path = [];
        foreach (byte[] part in parts)
            path.AddRange([.. part, (byte)'/']);
        return [.. path[..^1]];
    }
}
