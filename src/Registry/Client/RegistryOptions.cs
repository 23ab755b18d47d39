namespace MiniDocker.Registry.Client;

/// <summary>How to speak to registries.</summary>
public sealed record RegistryOptions
{
    /// <summary>
    /// Accept any certificate, and plain HTTP where HTTPS does not answer. Registries on a
    /// loopback address are spoken to over plain HTTP without this.
    /// </summary>
    public bool Insecure { get; init; }

    /// <summary>Where user names and passwords come from.</summary>
    public CredentialStore Credentials { get; init; } = CredentialStore.Default;

    /// <summary>Blobs that are transferred at the same time.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>Hears of every step of every blob; called from any thread.</summary>
    public IProgress<TransferReport>? Progress { get; init; }
}
