namespace MiniDocker.Oci.Spec;

/// <summary>A device access rule.</summary>
public sealed record DeviceRuleSpec
{
    /// <summary>Allow or deny.</summary>
    public bool Allow { get; init; }

    /// <summary>a, b or c; null is a.</summary>
    public string? Type { get; init; }

    /// <summary>Major number; null or -1 is all.</summary>
    public long? Major { get; init; }

    /// <summary>Minor number; null or -1 is all.</summary>
    public long? Minor { get; init; }

    /// <summary>Letters of rwm; null is all.</summary>
    public string? Access { get; init; }
}
