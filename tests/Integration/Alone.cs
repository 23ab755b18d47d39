namespace MiniDocker.Integration;

/// <summary>Tests that look at the whole machine: no other test runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    internal const string Name = "alone";
}
