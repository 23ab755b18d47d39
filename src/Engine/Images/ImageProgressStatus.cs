namespace MiniDocker.Engine.Images;

/// <summary>What happens to a layer; each has a text of Docker's.</summary>
public enum ImageProgressStatus
{
    /// <summary>It is part of the image and not here.</summary>
    PullingFsLayer,

    /// <summary>It waits for its turn.</summary>
    Waiting,

    /// <summary>Bytes arrive, and are unpacked as they do.</summary>
    Downloading,

    /// <summary>The connection broke and is taken up again.</summary>
    Retrying,

    /// <summary>It is here and verified.</summary>
    DownloadComplete,

    /// <summary>It is unpacked.</summary>
    PullComplete,

    /// <summary>It was here before.</summary>
    AlreadyExists,

    /// <summary>It is compressed before it is sent.</summary>
    Preparing,

    /// <summary>Bytes leave.</summary>
    Pushing,

    /// <summary>The registry has it now.</summary>
    Pushed,

    /// <summary>The registry had it before.</summary>
    LayerAlreadyExists,

    /// <summary>The registry took it from another of its repositories.</summary>
    Mounted,
}
