namespace MiniDocker.CommandLine;

/// <summary>A flag that may be given many times: <c>-e A=1 -e B=2</c>.</summary>
public sealed class ListOption(string name, char letter, string valueName, string help)
    : Option(name, letter, help)
{
    private readonly List<string> _values = [];

    /// <summary>The values in the order they were given.</summary>
    public IReadOnlyList<string> Values => _values;

    /// <inheritdoc/>
    public override bool TakesValue => true;

    /// <inheritdoc/>
    public override string ValueName => valueName;

    /// <inheritdoc/>
    protected override void Set(string value) => _values.Add(value);
}
