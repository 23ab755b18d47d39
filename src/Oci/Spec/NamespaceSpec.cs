namespace MiniDocker.Oci.Spec;

/// <summary>A namespace to make, or with a path to join (man 7 namespaces).</summary>
public sealed record NamespaceSpec
{
    /// <summary>pid, network, mount, ipc, uts, user, cgroup or time.</summary>
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary>The namespace file to join.</summary>
    public string? Path { get; init; }
}
