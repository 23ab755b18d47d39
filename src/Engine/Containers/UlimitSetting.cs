namespace MiniDocker.Engine.Containers;

/// <summary>A resource limit, as in Docker's "Ulimits".</summary>
/// <param name="Name">Lower-case, without RLIMIT_: <c>nofile</c>.</param>
/// <param name="Hard">The ceiling; -1 is unlimited.</param>
/// <param name="Soft">The limit; -1 is unlimited.</param>
public sealed record UlimitSetting(string Name, long Hard, long Soft);
