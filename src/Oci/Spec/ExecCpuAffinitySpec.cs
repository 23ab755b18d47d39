namespace MiniDocker.Oci.Spec;

/// <summary>CPU lists of exec's processes before and after they join the cgroup.</summary>
public sealed record ExecCpuAffinitySpec
{
    /// <summary>CPUs while the process moves into the container's cgroup.</summary>
    public string? Initial { get; init; }

    /// <summary>CPUs afterwards.</summary>
    public string? Final { get; init; }
}
