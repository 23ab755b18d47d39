namespace MiniDocker.Engine.Images;

/// <summary>One kind of thing that takes disk space.</summary>
/// <param name="Type">Docker's name of the kind.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Active">How many are in use.</param>
/// <param name="SizeBytes">What they take together.</param>
/// <param name="ReclaimableBytes">What would be freed by removing those not in use.</param>
public sealed record DiskUsageRow(
    string Type, int Total, int Active, long SizeBytes, long ReclaimableBytes);
