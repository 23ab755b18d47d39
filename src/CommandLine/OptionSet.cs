using System.Collections;

namespace MiniDocker.CommandLine;

/// <summary>The flags of one command, found by name or letter.</summary>
public sealed class OptionSet : IEnumerable<Option>
{
    // A command has few flags and looks up fewer: a scan of a list costs less than hashing.
    private readonly List<Option> _options = [];

    /// <summary>Adds a flag and gives it back.</summary>
    public T Add<T>(T option) where T : Option
    {
        _options.Add(option);
        return option;
    }

    /// <summary>A switch.</summary>
    public FlagOption Flag(string name, char letter, string help, bool initial = false) =>
        Add(new FlagOption(name, letter, help, initial));

    /// <summary>A switch without a letter.</summary>
    public FlagOption Flag(string name, string help) => Flag(name, '\0', help);

    /// <summary>A text, null when not given.</summary>
    public ValueOption<string?> Text(
        string name, char letter, string help, string valueName = "string") =>
        Add(new ValueOption<string?>(name, letter, valueName, help, null, static text => text));

    /// <summary>A text without a letter, null when not given.</summary>
    public ValueOption<string?> Text(string name, string help, string valueName = "string") =>
        Text(name, '\0', help, valueName);

    /// <summary>A whole number, null when not given.</summary>
    public ValueOption<long?> Integer(string name, char letter, string help) =>
        Add(new ValueOption<long?>(name, letter, "int", help, null, ParseInteger));

    /// <summary>A size in bytes (<c>64m</c>), null when not given.</summary>
    public ValueOption<long?> Bytes(string name, char letter, string help) =>
        Add(new ValueOption<long?>(
            name, letter, "bytes", help, null, static text => ByteSize.Parse(text)));

    /// <summary>A length of time (<c>1m30s</c>), null when not given.</summary>
    public ValueOption<TimeSpan?> Duration(string name, string help) =>
        Add(new ValueOption<TimeSpan?>(
            name, '\0', "duration", help, null, static text => GoDuration.Parse(text)));

    /// <summary>A value with a parser of its own.</summary>
    public ValueOption<T> Value<T>(
        string name, char letter, string valueName, string help, T initial, Func<string, T> parse)
        => Add(new ValueOption<T>(name, letter, valueName, help, initial, parse));

    /// <summary>A flag that may be repeated.</summary>
    public ListOption List(string name, char letter, string help, string valueName = "list") =>
        Add(new ListOption(name, letter, valueName, help));

    /// <summary>A repeatable flag without a letter.</summary>
    public ListOption List(string name, string help, string valueName = "list") =>
        List(name, '\0', help, valueName);

    /// <summary>A switch that counts.</summary>
    public CountOption Count(string name, char letter, string help) =>
        Add(new CountOption(name, letter, help));

    /// <summary>A flag of Docker's that is refused by name.</summary>
    public void NotYet(string name, string why, char letter = '\0', bool takesValue = true) =>
        Add(new UnsupportedOption(name, letter, takesValue, why));

    /// <inheritdoc/>
    public IEnumerator<Option> GetEnumerator() => _options.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _options.GetEnumerator();

    internal Option? Find(ReadOnlySpan<char> name)
    {
        foreach (Option option in _options)
        {
            if (name.SequenceEqual(option.Name) && name.Length > 0
                || option.Alias is not null && name.SequenceEqual(option.Alias))
            {
                return option;
            }
        }
        return null;
    }

    internal Option? Find(char letter)
    {
        foreach (Option option in _options)
        {
            if (option.Letter == letter)
            {
                return option;
            }
        }
        return null;
    }

    private static long? ParseInteger(string text) =>
        long.TryParse(text, out long number)
            ? number
            : throw new FormatException("expected a whole number");
}
