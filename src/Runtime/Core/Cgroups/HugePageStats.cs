namespace MiniDocker.Runtime.Cgroups;

/// <summary>A container's huge pages of one size.</summary>
/// <param name="PageSize">The size as the kernel writes it: "2MB".</param>
/// <param name="Usage">Bytes in use.</param>
/// <param name="FailCount">How often the limit was in the way.</param>
public sealed record HugePageStats(string PageSize, long Usage, long FailCount);
