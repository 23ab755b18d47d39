using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;
using MiniDocker.Storage.Layers;

namespace MiniDocker.Engine.Containers;

/// <summary>Reads the account files of a container: of its layers while it does not run, of its
/// own mount namespace while it does. The kernel resolves every path inside the root.</summary>
internal static class UserLookup
{
    private const string Etc = "etc";
    private const string Passwd = "passwd";
    private const string Group = "group";
    private const string OpaqueXattr = "trusted.overlay.opaque";

    /// <summary>Resolves the user of a container that is about to start.</summary>
    /// <param name="lowers">Its own files and its image's layers, topmost first.</param>
    /// <param name="record">Whose user and groups.</param>
    internal static ResolvedUser InImage(IReadOnlyList<string> lowers, ContainerRecord record) =>
        Database(lowers).Resolve(record.Config.User, record.HostConfig.GroupAdd ?? []);

    /// <summary>Resolves the user of a program that joins a running container.</summary>
    internal static ResolvedUser InProcess(
        int pid, string user, IReadOnlyList<string> extraGroups)
    {
        using var root = RootedTree.Open($"/proc/{pid}/root");
        return new AccountDatabase(
            Read(root, $"{Etc}/{Passwd}", follow: true),
            Read(root, $"{Etc}/{Group}", follow: true)).Resolve(user, extraGroups);
    }

    private static AccountDatabase Database(IReadOnlyList<string> lowers)
    {
        if (TryFind(lowers, Passwd, out byte[] passwd) && TryFind(lowers, Group, out byte[] group))
        {
            return new AccountDatabase(passwd, group);
        }
        using var merged = MergedTree.Open(lowers);
        using RootedTree root = new(merged.Root, owns: false);
        return new AccountDatabase(
            Read(root, $"{Etc}/{Passwd}", follow: true),
            Read(root, $"{Etc}/{Group}", follow: true));
    }

    /// <summary>Looks a file of /etc up as overlayfs would, without mounting: a few calls a
    /// layer. False when that is not so simple (a layer that is an image, a symbolic link).
    /// </summary>
    private static bool TryFind(IReadOnlyList<string> lowers, string name, out byte[] content)
    {
        content = [];
        foreach (string lower in lowers)
        {
            if (!Directory.Exists(lower))
            {
                return false;
            }
            using var layer = RootedTree.Open(lower);
            if (!layer.TryStat(Etc, follow: false, out FileStatus etc))
            {
                continue;
            }
            if (!etc.IsDirectory)
            {
                return !etc.IsLink;
            }
            if (layer.TryStat($"{Etc}/{name}", follow: false, out FileStatus file))
            {
                // Anything but a file and a link (a whiteout, say) means: there is none.
                content = file.IsFile ? Read(layer, $"{Etc}/{name}", follow: false) : [];
                return !file.IsLink;
            }
            if (layer.GetXattr(Etc, OpaqueXattr) is not null)
            {
                return true;
            }
        }
        return true;
    }

    private static byte[] Read(RootedTree root, string path, bool follow)
    {
        if (!root.TryStat(path, follow, out FileStatus status) || !status.IsFile)
        {
            return [];
        }
        if (status.SizeBytes > EngineLimits.AccountFileBytesMax)
        {
            throw new EngineException($"read /{path} of the container: {status.SizeBytes} bytes "
                + $"are more than the limit of {EngineLimits.AccountFileBytesMax}");
        }
        using SafeFileHandle file = root.OpenRead(follow ? Followed(root, path) : path);
        byte[] bytes = new byte[status.SizeBytes];
        int read = RandomAccess.Read(file, bytes, 0);
        return bytes[..read];
    }

    // OpenRead refuses a link at the end; what it leads to is resolved inside the root, too.
    private static string Followed(RootedTree root, string path)
    {
        for (int links = 0; links < EngineLimits.LinksMax; links++)
        {
            if (!root.TryStat(path, follow: false, out FileStatus status) || !status.IsLink)
            {
                break;
            }
            string target = root.ReadLink(path);
            path = target.StartsWith('/') ? target : $"{Path.GetDirectoryName(path)}/{target}";
        }
        return path;
    }
}
