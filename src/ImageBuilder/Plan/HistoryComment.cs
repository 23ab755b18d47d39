namespace MiniDocker.ImageBuilder.Plan;

/// <summary>How an image's history says which builder made an entry.</summary>
internal static class HistoryComment
{
    /// <summary>The comment of every entry; tools know a Dockerfile's history by it.</summary>
    internal const string Text = "buildkit.dockerfile.v0";
}
