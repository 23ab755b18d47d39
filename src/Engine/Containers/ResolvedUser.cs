namespace MiniDocker.Engine.Containers;

/// <summary>Who a program runs as.</summary>
/// <param name="Uid">User id.</param>
/// <param name="Gid">Group id.</param>
/// <param name="Groups">Supplementary groups.</param>
/// <param name="Home">The home directory.</param>
internal sealed record ResolvedUser(
    uint Uid, uint Gid, IReadOnlyList<uint> Groups, string Home);
