namespace MiniDocker.Runtime.Cgroups;

/// <summary>
/// How long processes waited for one resource. Documentation of the kernel: accounting/psi.rst.
/// </summary>
/// <param name="Resource">cpu, memory or io.</param>
/// <param name="SomeMicroseconds">While at least one waited.</param>
/// <param name="FullMicroseconds">While all did.</param>
public sealed record PressureStats(
    string Resource, long SomeMicroseconds, long FullMicroseconds);
