namespace MiniDocker.Oci.Spec;

/// <summary>Size of a terminal in characters.</summary>
public sealed record ConsoleSizeSpec
{
    /// <summary>Rows.</summary>
    public uint Height { get; init; }

    /// <summary>Columns.</summary>
    public uint Width { get; init; }
}
