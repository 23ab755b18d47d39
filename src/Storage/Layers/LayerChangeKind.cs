namespace MiniDocker.Storage.Layers;

/// <summary>What a container did to a path; the letters of <c>docker diff</c>.</summary>
public enum LayerChangeKind
{
    /// <summary>A: the path is new.</summary>
    Added,

    /// <summary>C: the path, or something below it, changed.</summary>
    Changed,

    /// <summary>D: the path is gone.</summary>
    Deleted,
}
