namespace MiniDocker.Registry.Client;

/// <summary>What happens to a blob during a pull or a push.</summary>
public enum TransferStage
{
    /// <summary>It waits for its turn.</summary>
    Waiting,

    /// <summary>It is there already; nothing is transferred.</summary>
    Exists,

    /// <summary>Bytes arrive.</summary>
    Downloading,

    /// <summary>The connection broke; the transfer is taken up where it stopped.</summary>
    Retrying,

    /// <summary>It is verified and on disk.</summary>
    Downloaded,

    /// <summary>Bytes leave.</summary>
    Uploading,

    /// <summary>The registry took it from another of its repositories.</summary>
    Mounted,

    /// <summary>The registry has it.</summary>
    Uploaded,
}
