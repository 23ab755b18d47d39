namespace MiniDocker.Runtime.Hooks;

/// <summary>Limits on what a hook does to its runtime.</summary>
internal static class HookLimits
{
    /// <summary>Bytes of a hook's output that are kept for its error message.</summary>
    internal const int OutputBytesMax = 4096;

    /// <summary>Longest time limit that is honoured, a day; longer ones mean none.</summary>
    internal const int TimeoutSecondsMax = 86_400;
}
