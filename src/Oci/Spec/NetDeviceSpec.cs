namespace MiniDocker.Oci.Spec;

/// <summary>A host network device given to the container.</summary>
public sealed record NetDeviceSpec
{
    /// <summary>Its name inside; null keeps the host's.</summary>
    public string? Name { get; init; }
}
