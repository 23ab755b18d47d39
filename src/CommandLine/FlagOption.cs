namespace MiniDocker.CommandLine;

/// <summary>A switch: <c>--rm</c>, <c>--rm=false</c>.</summary>
public sealed class FlagOption(string name, char letter, string help, bool initial = false)
    : Option(name, letter, help)
{
    /// <summary>The switch's position.</summary>
    public bool Value { get; private set; } = initial;

    /// <inheritdoc/>
    public override bool TakesValue => false;

    /// <inheritdoc/>
    public override string ValueName => "";

    /// <summary>What <c>--help</c> mentions as the default: only a switch that starts on.</summary>
    internal bool Initial { get; } = initial;

    /// <inheritdoc/>
    protected override void Set(string value) => Value = BooleanText.Parse(value);
}
