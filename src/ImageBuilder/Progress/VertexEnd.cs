namespace MiniDocker.ImageBuilder.Progress;

/// <summary>How a step ended.</summary>
public enum VertexEnd
{
    /// <summary>It ran.</summary>
    Done,

    /// <summary>Its result was there already.</summary>
    Cached,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It was stopped because something else failed, or by the user.</summary>
    Canceled,
}
