namespace MiniDocker.Runtime.Cgroups;

/// <summary>Which cgroup file systems a machine has. man 7 cgroups.</summary>
public enum CgroupVersion
{
    /// <summary>No cgroup file system is mounted.</summary>
    None,

    /// <summary>One hierarchy per controller.</summary>
    V1,

    /// <summary>One hierarchy for all controllers.</summary>
    V2,

    /// <summary>Controllers are in v1 hierarchies, and a v2 hierarchy stands beside them.</summary>
    Hybrid,
}
