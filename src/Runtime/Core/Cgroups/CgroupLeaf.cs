namespace MiniDocker.Runtime.Cgroups;

/// <summary>A container's directory in one hierarchy.</summary>
/// <param name="Hierarchy">Which hierarchy.</param>
/// <param name="Directory">The directory.</param>
/// <param name="Levels">All directories from below the top, or from below this process's own
/// cgroup, down to and with <paramref name="Directory"/>.</param>
internal sealed record CgroupLeaf(
    CgroupHierarchy Hierarchy, string Directory, IReadOnlyList<string> Levels)
{
    internal static CgroupLeaf Plan(
        CgroupHierarchy hierarchy, string cgroupsPath, CgroupVersion version)
    {
        // A v2 cgroup with processes, such as this one's own, cannot hand controllers down to
        // children; its parent can. On a hybrid machine it has no controllers to hand down.
        string parent = version == CgroupVersion.V2
            ? Path.GetDirectoryName(hierarchy.OwnPath) ?? "/"
            : hierarchy.OwnPath;
        string directory = hierarchy.Directory(cgroupsPath, parent);
        string start = cgroupsPath.StartsWith('/')
            ? hierarchy.MountPoint
            : hierarchy.MountPoint + parent.TrimEnd('/');
        List<string> levels = [];
        for (string level = directory;
            level.Length > start.Length;
            level = Path.GetDirectoryName(level)!)
        {
            levels.Add(level);
        }

        levels.Reverse();
        return new CgroupLeaf(hierarchy, directory, levels);
    }

    internal string File(string name) => Directory + "/" + name;
}
