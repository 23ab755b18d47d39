namespace MiniDocker.CommandLine;

/// <summary>A switch that counts: <c>-v</c>, <c>-vv</c>.</summary>
public sealed class CountOption(string name, char letter, string help) : Option(name, letter, help)
{
    /// <summary>How often it was given.</summary>
    public int Value { get; private set; }

    /// <inheritdoc/>
    public override bool TakesValue => false;

    /// <inheritdoc/>
    public override string ValueName => "count";

    /// <inheritdoc/>
    internal override string ImpliedValue => "+1";

    /// <inheritdoc/>
    protected override void Set(string value)
    {
        if (value == "+1")
        {
            Value++;
            return;
        }
        if (!int.TryParse(value, out int count) || count < 0)
        {
            throw new FormatException("expected a number");
        }
        Value = count;
    }
}
