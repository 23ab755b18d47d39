namespace MiniDocker.Runtime.Cgroups;

/// <summary>A hierarchy as a container's /sys/fs/cgroup shows it.</summary>
/// <param name="Name">The directory's name below /sys/fs/cgroup; empty on pure v2.</param>
/// <param name="FileSystem">"cgroup" or "cgroup2".</param>
/// <param name="Options">Mount options of the hierarchy, such as "cpu,cpuacct".</param>
/// <param name="HostDirectory">The container's own directory on the host, to bind.</param>
/// <param name="Links">Other names of the hierarchy, such as "cpu" for "cpu,cpuacct".</param>
public sealed record CgroupMountPoint(
    string Name, string FileSystem, string Options, string HostDirectory,
    IReadOnlyList<string> Links);
