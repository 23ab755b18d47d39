using System.Net;

namespace MiniDocker.Registry.Server;

/// <summary>How a registry is served.</summary>
public sealed record ServerOptions
{
    /// <summary>The directory that holds everything.</summary>
    public required string Root { get; init; }

    /// <summary>Where to listen; port 0 takes a free one.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.Loopback, 5000);

    /// <summary>Refuse manifests whose blobs or children are not in the repository.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Certificate chain, PEM; null for plain HTTP.</summary>
    public string? CertificatePath { get; init; }

    /// <summary>Private key of the certificate, PEM.</summary>
    public string? KeyPath { get; init; }
}
