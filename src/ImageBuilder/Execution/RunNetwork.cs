namespace MiniDocker.ImageBuilder.Execution;

/// <summary>The network that a RUN sees.</summary>
public enum RunNetwork
{
    /// <summary>The host's.</summary>
    Host,

    /// <summary>Only a loopback device.</summary>
    None,
}
