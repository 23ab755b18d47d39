using System.Text;

namespace MiniDocker.Engine.Containers;

/// <summary>
/// The passwd and group files of an image (man 5 passwd, man 5 group). They are the image
/// author's: a line that is not one is skipped, as every C library does.
/// </summary>
internal sealed class AccountDatabase(ReadOnlyMemory<byte> passwd, ReadOnlyMemory<byte> group)
{
    private const string HomeOfNobodyKnown = "/";

    /// <summary>Resolves <c>--user</c> and <c>--group-add</c>.</summary>
    /// <param name="user"><c>user[:group]</c>, names or numbers; empty is root.</param>
    /// <param name="extraGroups">Names or numbers of supplementary groups.</param>
    /// <exception cref="EngineException">A name that the files do not have.</exception>
    internal ResolvedUser Resolve(string user, IReadOnlyList<string> extraGroups)
    {
        int colon = user.IndexOf(':', StringComparison.Ordinal);
        string userPart = colon < 0 ? user : user[..colon];
        string groupPart = colon < 0 ? "" : user[(colon + 1)..];
        userPart = userPart.Length == 0 ? "0" : userPart;

        Account? account = FindUser(userPart);
        if (account is null && !uint.TryParse(userPart, out _))
        {
            throw new EngineException(
                $"unable to find user {userPart}: no matching entries in passwd file", 126);
        }
        uint uid = account?.Uid ?? uint.Parse(userPart);
        uint gid = account?.Gid ?? 0;
        List<uint> groups = [];
        if (groupPart.Length > 0)
        {
            gid = FindGroup(groupPart);
        }
        else if (account is not null)
        {
            AddMemberships(account.Name, groups);
        }
        foreach (string extra in extraGroups)
        {
            uint id = FindGroup(extra);
            if (!groups.Contains(id))
            {
                groups.Add(id);
            }
        }
        return new ResolvedUser(uid, gid, groups, account?.Home ?? HomeOfNobodyKnown);
    }

    // A number may also be a user's name; Docker looks for the name first.
    private Account? FindUser(string user)
    {
        bool isNumber = uint.TryParse(user, out uint number);
        Account? byNumber = null;
        foreach (string[] fields in Lines(passwd, fieldsMin: 4))
        {
            if (!uint.TryParse(fields[2], out uint uid) || !uint.TryParse(fields[3], out uint gid))
            {
                continue;
            }
            string home = fields.Length > 5 && fields[5].Length > 0
                ? fields[5]
                : HomeOfNobodyKnown;
            if (fields[0] == user)
            {
                return new Account(fields[0], uid, gid, home);
            }
            if (isNumber && uid == number)
            {
                byNumber ??= new Account(fields[0], uid, gid, home);
            }
        }
        bool isRoot = user == "root" || (isNumber && number == 0);
        return byNumber ?? (isRoot ? new Account("root", 0, 0, "/root") : null);
    }

    private uint FindGroup(string name)
    {
        foreach (string[] fields in Lines(group, fieldsMin: 3))
        {
            if (fields[0] == name && uint.TryParse(fields[2], out uint gid))
            {
                return gid;
            }
        }
        return uint.TryParse(name, out uint number)
            ? number
            : throw new EngineException(
                $"unable to find group {name}: no matching entries in group file", 126);
    }

    private void AddMemberships(string user, List<uint> groups)
    {
        foreach (string[] fields in Lines(group, fieldsMin: 4))
        {
            if (Array.IndexOf(fields[3].Split(','), user) >= 0
                && uint.TryParse(fields[2], out uint gid) && !groups.Contains(gid))
            {
                groups.Add(gid);
            }
        }
    }

    private static IEnumerable<string[]> Lines(ReadOnlyMemory<byte> file, int fieldsMin)
    {
        foreach (string line in Encoding.UTF8.GetString(file.Span).Split('\n'))
        {
            string[] fields = line.Trim().Split(':');
            if (fields.Length >= fieldsMin && !fields[0].StartsWith('#'))
            {
                yield return fields;
            }
        }
    }

    private sealed record Account(string Name, uint Uid, uint Gid, string Home);
}
