namespace MiniDocker.CommandLine;

/// <summary>A flag with one value; the last occurrence wins.</summary>
/// <typeparam name="T">What the text is parsed into.</typeparam>
public sealed class ValueOption<T>(
    string name, char letter, string valueName, string help, T initial, Func<string, T> parse)
    : Option(name, letter, help)
{
    /// <summary>The parsed value, or the initial one.</summary>
    public T Value { get; private set; } = initial;

    /// <inheritdoc/>
    public override bool TakesValue => true;

    /// <inheritdoc/>
    public override string ValueName => valueName;

    /// <inheritdoc/>
    protected override void Set(string value) => Value = parse(value);
}
