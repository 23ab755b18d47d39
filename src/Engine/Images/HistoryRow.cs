using MiniDocker.Oci;

namespace MiniDocker.Engine.Images;

/// <summary>One step of an image's making, as <c>history</c> shows it.</summary>
/// <param name="ImageId">The image after this step; empty where nobody kept it.</param>
/// <param name="Created">When.</param>
/// <param name="CreatedBy">The instruction.</param>
/// <param name="SizeBytes">Bytes of its layer; 0 when it made none.</param>
/// <param name="Comment">A message.</param>
public sealed record HistoryRow(
    Digest ImageId, DateTimeOffset? Created, string CreatedBy, long SizeBytes, string Comment);
