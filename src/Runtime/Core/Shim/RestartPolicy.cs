using System.Text.Json.Serialization;

namespace MiniDocker.Runtime.Shim;

/// <summary>Docker's restart policy: <c>no</c>, <c>always</c>, <c>unless-stopped</c>,
/// <c>on-failure[:n]</c>.</summary>
public sealed record RestartPolicy
{
    /// <summary>Never restart.</summary>
    public static readonly RestartPolicy No = new() { Name = "no" };

    /// <summary>The policy's name as in <c>docker inspect</c>.</summary>
    public required string Name { get; init; }

    /// <summary>For <c>on-failure</c>: how often at most; 0 is without a limit.</summary>
    public int MaximumRetryCount { get; init; }

    /// <summary>True if an exit can lead to another start.</summary>
    [JsonIgnore]
    public bool CanRestart => Name is "always" or "unless-stopped" or "on-failure";

    /// <summary>
    /// Decides after an exit. Someone who stopped the container by hand wins over every policy.
    /// </summary>
    public bool ShouldRestart(int exitCode, int restartCount, bool stoppedByHand) =>
        !stoppedByHand && Name switch
        {
            "always" or "unless-stopped" => true,
            "on-failure" => exitCode != 0
                && (MaximumRetryCount == 0 || restartCount < MaximumRetryCount),
            _ => false,
        };

    /// <summary>Parses what <c>--restart</c> takes.</summary>
    /// <exception cref="FormatException">Unknown name, or a count where none belongs.</exception>
    public static RestartPolicy Parse(string text)
    {
        int colon = text.IndexOf(':');
        string name = colon < 0 ? text : text[..colon];
        if (name is "" or "no" or "always" or "unless-stopped")
        {
            return colon < 0
                ? new RestartPolicy { Name = name is "" ? "no" : name }
                : throw new FormatException(
                    "maximum retry count cannot be used with restart policy '" + name + "'");
        }

        if (name != "on-failure")
        {
            throw new FormatException("invalid restart policy '" + name + "'");
        }

        int count = 0;
        if (colon >= 0 && (!int.TryParse(text.AsSpan(colon + 1), out count) || count < 0))
        {
            throw new FormatException("maximum retry count must be an integer");
        }

        return new RestartPolicy { Name = name, MaximumRetryCount = count };
    }
}
