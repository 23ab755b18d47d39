namespace MiniDocker.CommandLine;

/// <summary>
/// One flag of a command: its names, its place in the help, and what it was given.
/// </summary>
public abstract class Option
{
    /// <summary>Describes a flag.</summary>
    /// <param name="name">The long name without dashes, or empty for a flag with a letter
    /// only.</param>
    /// <param name="letter">The short name, or <c>'\0'</c> for none.</param>
    /// <param name="help">One line for the help page.</param>
    protected Option(string name, char letter, string help)
    {
        Name = name;
        Letter = letter;
        Help = help;
    }

    /// <summary>The long name without dashes.</summary>
    public string Name { get; }

    /// <summary>The short name, or <c>'\0'</c>.</summary>
    public char Letter { get; }

    /// <summary>One line for the help page.</summary>
    public string Help { get; }

    /// <summary>True when the command line named this flag.</summary>
    public bool IsSet { get; private set; }

    /// <summary>A second long name that means the same (<c>--log-level</c> and the like).</summary>
    public string? Alias { get; init; }

    /// <summary>Not shown in the help.</summary>
    public bool IsHidden { get; init; }

    /// <summary>False for switches, which never eat the next word.</summary>
    public abstract bool TakesValue { get; }

    /// <summary>
    /// The word for the value in the help (<c>string</c>, <c>list</c>), or empty.
    /// </summary>
    public abstract string ValueName { get; }

    /// <summary>How errors name the flag: <c>-m, --memory</c>.</summary>
    public string DisplayName =>
        Letter == '\0' ? "--" + Name : Name.Length == 0 ? "-" + Letter : $"-{Letter}, --{Name}";

    /// <summary>Takes one occurrence from the command line.</summary>
    /// <exception cref="FormatException">The value is not one; the message says why.</exception>
    protected abstract void Set(string value);

    /// <summary>A switch without <c>=value</c> means this.</summary>
    internal virtual string ImpliedValue => "true";

    internal void Accept(string value)
    {
        try
        {
            Set(value);
        }
        catch (FormatException e)
        {
            throw new UsageException(
                $"invalid argument \"{value}\" for \"{DisplayName}\" flag: {e.Message}");
        }
        IsSet = true;
    }
}
