namespace MiniDocker.Registry.Client;

/// <summary>Every limit on what a registry may make this client do.</summary>
public static class ClientLimits
{
    /// <summary>Largest error document that is read, in bytes.</summary>
    public const int ErrorBytesMax = 64 * 1024;

    /// <summary>Longest part of a registry's own words in a message, in characters.</summary>
    public const int ErrorTextCharsMax = 400;

    /// <summary>Largest answer of a token server, in bytes.</summary>
    public const int TokenBytesMax = 1024 * 1024;

    /// <summary>Largest page of a tag list, in bytes.</summary>
    public const int TagPageBytesMax = 8 * 1024 * 1024;

    /// <summary>Most tags that are listed.</summary>
    public const int TagsMax = 100_000;

    /// <summary>Largest config.json of a user, in bytes.</summary>
    public const int CredentialFileBytesMax = 1024 * 1024;

    /// <summary>Most parameters of an authentication challenge.</summary>
    public const int ChallengeParametersMax = 16;

    /// <summary>Most redirections that are followed.</summary>
    public const int RedirectsMax = 10;

    /// <summary>Attempts in a row that may bring nothing before a transfer is given up.</summary>
    public const int AttemptsMax = 5;

    /// <summary>How long a connection may take.</summary>
    public static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(15);

    /// <summary>How long a registry may be silent in the middle of an answer.</summary>
    public static readonly TimeSpan SilenceTime = TimeSpan.FromSeconds(60);

    /// <summary>The first wait between two attempts; it doubles each time.</summary>
    public static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait that a registry may ask for with Retry-After.</summary>
    public static readonly TimeSpan RetryAfterMax = TimeSpan.FromSeconds(30);
}
