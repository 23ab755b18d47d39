using System.Text.Json;

namespace MiniDocker.Runtime.State;

/// <summary>What <c>state</c> and <c>list</c> print of a container, with runc's fields.</summary>
public sealed record ContainerListing
{
    /// <summary>Version of the runtime-spec that this state complies with.</summary>
    public string OciVersion { get; init; } = RuntimeVersion.SpecVersion;

    /// <summary>The container's id.</summary>
    public required string Id { get; init; }

    /// <summary>Its init on the host; 0 when stopped.</summary>
    public int Pid { get; init; }

    /// <summary>creating, created, running, paused or stopped.</summary>
    public required string Status { get; init; }

    /// <summary>Absolute path of its bundle.</summary>
    public required string Bundle { get; init; }

    /// <summary>Absolute path of its root file system.</summary>
    public required string Rootfs { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>Annotations of its configuration.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary>Who created it.</summary>
    public string Owner { get; init; } = "";

    /// <summary>The JSON of one container, indented for people.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(
        this, ListingJson.Default.ContainerListing);

    /// <summary>The JSON of many.</summary>
    public static byte[] ToJson(IReadOnlyList<ContainerListing> listings) =>
        JsonSerializer.SerializeToUtf8Bytes(
            listings, ListingJson.Default.IReadOnlyListContainerListing);
}
