namespace MiniDocker.Oci.Spec;

/// <summary>Limit of huge pages of a size.</summary>
public sealed record HugepageLimitSpec
{
    /// <summary>Size such as 2MB.</summary>
    public string PageSize { get; init => field = value ?? ""; } = "";

    /// <summary>Bytes.</summary>
    public ulong Limit { get; init; }
}
