using MiniDocker.Runtime.State;

namespace MiniDocker.Runtime.Cgroups;

/// <summary>One mounted tree of cgroups, and where this process is in it.</summary>
/// <param name="Controllers">What it controls; "name=systemd" for a named one, none for v2.
/// </param>
/// <param name="MountPoint">Where it is mounted.</param>
/// <param name="OwnPath">This process's cgroup below the mount point; "/" at its top.</param>
/// <param name="IsUnified">Whether it is the v2 hierarchy.</param>
public sealed record CgroupHierarchy(
    IReadOnlyList<string> Controllers, string MountPoint, string OwnPath, bool IsUnified)
{
    /// <summary>The name of its directory, by which it is found in a container too.</summary>
    public string Name => Path.GetFileName(MountPoint);

    /// <summary>Whether a controller is in it.</summary>
    public bool Has(string controller)
    {
        foreach (string own in Controllers)
        {
            if (own == controller)
                return true;
        }

        return false;
    }

    /// <summary>
    /// A container's directory: below the mount point for an absolute path, else below
    /// <paramref name="parent"/>. What would lead out of the hierarchy ("..") stays inside.
    /// </summary>
    /// <exception cref="ContainerException">The path is the top of the hierarchy.</exception>
    internal string Directory(string cgroupsPath, string parent)
    {
        string start = cgroupsPath.StartsWith('/') ? "" : parent;
        string inside = Path.GetFullPath("/" + start + "/" + cgroupsPath);
        inside = inside.TrimEnd('/');
        return inside.Length > 0
            ? MountPoint + inside
            : throw new ContainerException(
                $"cgroupsPath {cgroupsPath} is not below the top of {MountPoint}: name a cgroup");
    }
}
