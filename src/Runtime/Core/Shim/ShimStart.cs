namespace MiniDocker.Runtime.Shim;

/// <summary>How a start went. The caller disposes <see cref="Connection"/>.</summary>
/// <param name="Readiness">What the shim reported.</param>
/// <param name="Connection">The connected client if one was asked for and the start
/// succeeded; otherwise null.</param>
public sealed record ShimStart(ShimReadiness Readiness, ShimConnection? Connection);
