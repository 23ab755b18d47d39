using MiniDocker.ImageBuilder.Copy;
using MiniDocker.Linux;

namespace MiniDocker.ImageBuilder.Execution;

/// <summary>
/// A mount needs something to be mounted on. What the runtime makes for that in the upper
/// directory is no work of the RUN and must not be in its layer.
/// </summary>
internal sealed class MountStubs
{
    private readonly List<string> _missing = [];
    private readonly List<string> _parents = [];

    /// <summary>Notes which mount points, and which directories above them, are not there yet.
    /// </summary>
    internal static MountStubs Before(RootedTree root, IEnumerable<string> mountPoints)
    {
        MountStubs stubs = new();
        foreach (string mountPoint in mountPoints)
        {
            string path = TreePath.Resolve(root, mountPoint);
            for (; path.Length > 0; path = path[..Math.Max(0, path.LastIndexOf('/'))])
            {
                bool exists = root.TryStat(path, follow: false, out _);
                (exists ? stubs._parents : stubs._missing).Add(path);
            }
        }

        stubs._missing.Sort(static (a, b) => b.Length - a.Length);
        stubs._parents.Sort(static (a, b) => b.Length - a.Length);
        return stubs;
    }

    /// <summary>
    /// Removes them from the upper directory if they are still as empty as they were made.
    /// </summary>
    internal void RemoveFrom(string upper, RootedTree lower)
    {
        using RootedTree tree = RootedTree.Open(upper);
        foreach (string path in _missing)
        {
            if (!tree.TryStat(path, follow: false, out FileStatus status))
            {
                continue;
            }

            string real = Path.Combine(upper, path);
            if (status.IsDirectory && tree.List(path).Count == 0)
            {
                Directory.Delete(real);
            }
            else if (status is { IsFile: true, SizeBytes: 0 })
            {
                File.Delete(real);
            }
        }

        foreach (string path in _parents)
        {
            RemoveCopiedUp(tree, lower, upper, path);
        }
    }

    // Making a stub copied its parents up. With the stub gone an unchanged, empty one says nothing.
    private static void RemoveCopiedUp(
        RootedTree tree, RootedTree lower, string upper, string path)
    {
        bool isUntouched = tree.TryStat(path, follow: false, out FileStatus now)
            && now.IsDirectory
            && lower.TryStat(path, follow: false, out FileStatus before)
            && (now.Mode, now.Uid, now.Gid) == (before.Mode, before.Uid, before.Gid)
            && tree.List(path).Count == 0
            && tree.GetXattr(path, "trusted.overlay.opaque") is null;
        if (isUntouched)
        {
            Directory.Delete(Path.Combine(upper, path));
        }
    }
}
