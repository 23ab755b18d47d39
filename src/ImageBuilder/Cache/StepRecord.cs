namespace MiniDocker.ImageBuilder.Cache;

/// <summary>The remembered result of a step.</summary>
/// <param name="Version">The format's version.</param>
/// <param name="DiffId">The layer that came of it; null for none.</param>
/// <param name="SizeBytes">The size of the layer's uncompressed tar.</param>
/// <param name="Created">When it was made, for the image's history.</param>
internal sealed record StepRecord(int Version, string? DiffId, long SizeBytes, string? Created)
{
    internal const int CurrentVersion = 1;
}
