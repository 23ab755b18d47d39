namespace MiniDocker.Engine.Containers;

/// <summary><c>{}</c>: what Docker's JSON has as the value of a set's members.</summary>
public sealed record EmptyObject;
