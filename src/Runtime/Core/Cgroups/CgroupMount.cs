namespace MiniDocker.Runtime.Cgroups;

/// <summary>A line of mountinfo that shows a cgroup hierarchy.</summary>
/// <param name="Root">Which cgroup of the hierarchy is at the mount point.</param>
/// <param name="MountPoint">Where it is mounted.</param>
/// <param name="Options">Its controllers among other options; null for v2.</param>
internal sealed record CgroupMount(string Root, string MountPoint, string[]? Options)
{
    internal static List<CgroupMount> Parse(string mountInfo)
    {
        List<CgroupMount> mounts = [];
        foreach (string line in mountInfo.Split('\n'))
        {
            // Optional fields end with a lone "-"; the file system's type comes after it.
            int separator = line.IndexOf(" - cgroup", StringComparison.Ordinal);
            if (separator < 0)
                continue;
            string[] place = line[..separator].Split(' ');
            string[] kind = line[(separator + 3)..].Split(' ');
            if (place.Length < 6 || kind.Length < 3)
                continue;
            string[]? options = kind[0] == "cgroup2" ? null : kind[2].Split(',');
            mounts.Add(new CgroupMount(Unescape(place[3]), Unescape(place[4]), options));
        }

        return mounts;
    }

    internal bool Shows(string[] controllers) =>
        Options is null ? controllers.Length == 0
        : controllers.Length > 0 && Array.IndexOf(Options, controllers[0]) >= 0;

    /// <summary>A cgroup's path from the mount point on; "/" if it is not below it.</summary>
    internal string Below(string path)
    {
        if (Root == "/")
            return path;
        return path.StartsWith(Root + "/", StringComparison.Ordinal) ? path[Root.Length..] : "/";
    }

    // Space, tab, line feed and backslash come as octal.
    private static string Unescape(string field) => field.Contains('\\')
        ? field.Replace("\\040", " ").Replace("\\011", "\t").Replace("\\012", "\n")
            .Replace("\\134", "\\")
        : field;
}
