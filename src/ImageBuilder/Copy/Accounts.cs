using System.Text;
using Microsoft.Win32.SafeHandles;
using MiniDocker.ImageBuilder.Dockerfile;
using MiniDocker.Linux;

namespace MiniDocker.ImageBuilder.Copy;

/// <summary>The users and groups that an image's own files know.</summary>
/// <param name="open">Opens the image's files; asked only for a name, never for a number.</param>
internal sealed class Accounts(Func<RootedTree?> open)
{
    /// <summary><c>user</c>, <c>user:group</c>, <c>uid</c> or <c>uid:gid</c>.</summary>
    /// <exception cref="DockerfileException">A name that the image does not have.</exception>
    internal (uint Uid, uint Gid) Parse(string owner)
    {
        int colon = owner.IndexOf(':');
        string user = colon < 0 ? owner : owner[..colon];
        string group = colon < 0 ? "" : owner[(colon + 1)..];
        (uint uid, uint gid) = FindUser(user);
        return (uid, group.Length == 0 ? gid : FindGroup(group));
    }

    /// <summary>The user's home directory; null when the image knows none.</summary>
    internal string? HomeOf(string user)
    {
        string name = user.Split(':')[0];
        foreach (string[] line in Read("etc/passwd"))
        {
            if (line.Length > 5 && (line[0] == name || line[2] == name))
            {
                return line[5];
            }
        }

        return null;
    }

    /// <summary>The further groups that list a user as a member.</summary>
    internal IReadOnlyList<uint> GroupsOf(string user)
    {
        string name = user.Split(':')[0];
        List<uint> groups = [];
        foreach (string[] line in Read("etc/group"))
        {
            if (line.Length > 3 && line[3].Split(',').Contains(name)
                && uint.TryParse(line[2], out uint gid))
            {
                groups.Add(gid);
            }
        }

        return groups;
    }

    private (uint Uid, uint Gid) FindUser(string user)
    {
        if (uint.TryParse(user, out uint number))
        {
            // A number alone is the group too: there need be no user of that number.
            return (number, number);
        }

        foreach (string[] line in Read("etc/passwd"))
        {
            if (line.Length > 3 && line[0] == user && uint.TryParse(line[2], out uint uid)
                && uint.TryParse(line[3], out uint gid))
            {
                return (uid, gid);
            }
        }

        return user is "root" or ""
            ? (0u, 0u)
            : throw new DockerfileException($"unable to find user {user}: no matching entries in "
                + "passwd file");
    }

    private uint FindGroup(string group)
    {
        if (uint.TryParse(group, out uint number))
        {
            return number;
        }

        foreach (string[] line in Read("etc/group"))
        {
            if (line.Length > 2 && line[0] == group && uint.TryParse(line[2], out uint gid))
            {
                return gid;
            }
        }

        return group == "root"
            ? 0u
            : throw new DockerfileException($"unable to find group {group}: no matching entries "
                + "in group file");
    }

    private IEnumerable<string[]> Read(string path)
    {
        if (open() is not { } root)
        {
            return [];
        }

        string real = TreePath.Resolve(root, path);
        if (!root.TryStat(real, follow: false, out FileStatus status) || !status.IsFile
            || status.SizeBytes > BuilderLimits.AccountFileBytesMax)
        {
            return [];
        }

        using SafeFileHandle file = root.OpenRead(real);
        byte[] bytes = new byte[status.SizeBytes];
        int read = RandomAccess.Read(file, bytes, 0);
        return Encoding.UTF8.GetString(bytes, 0, read).Split('\n').Select(line => line.Split(':'));
    }
}
