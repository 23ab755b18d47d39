namespace MiniDocker.CommandLine;

/// <summary>
/// A flag that Docker has and this program does not. It is known so that it can be refused by
/// name: a flag that is silently ignored would promise something that does not happen.
/// </summary>
public sealed class UnsupportedOption : Option
{
    private readonly string _why;

    /// <summary>Names the flag and the reason for the refusal.</summary>
    public UnsupportedOption(string name, char letter, bool takesValue, string why)
        : base(name, letter, "")
    {
        TakesValue = takesValue;
        _why = why;
        IsHidden = true;
    }

    /// <inheritdoc/>
    public override bool TakesValue { get; }

    /// <inheritdoc/>
    public override string ValueName => "";

    /// <inheritdoc/>
    protected override void Set(string value) =>
        throw new UsageException($"--{Name} is not supported yet: {_why}");
}
