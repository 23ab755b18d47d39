using System.Text.Json.Serialization;

namespace MiniDocker.Oci.Spec;

/// <summary>Marks on the container's packets (cgroup v1).</summary>
public sealed record NetworkSpec
{
    /// <summary>Traffic class.</summary>
    [JsonPropertyName("classID")]
    public uint? ClassId { get; init; }

    /// <summary>Priority by interface.</summary>
    public IReadOnlyList<InterfacePrioritySpec> Priorities
    {
        get;
        init => field = value ?? [];
    } = [];
}
