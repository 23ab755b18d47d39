namespace MiniDocker.CommandLine;

/// <summary>
/// Splits words into flags and positional arguments by the rules that Docker's users have in
/// their fingers: <c>--name=value</c>, <c>--name value</c>, <c>-it</c>, <c>-m5m</c>, <c>--</c>.
/// </summary>
internal ref struct ArgumentParser
{
    private readonly OptionSet _options;
    private readonly ArgumentOrder _order;
    private ReadOnlySpan<string> _rest;

    private ArgumentParser(OptionSet options, ArgumentOrder order, ReadOnlySpan<string> words)
    {
        _options = options;
        _order = order;
        _rest = words;
    }

    /// <summary>Hands every flag to its option and returns the positional arguments.</summary>
    /// <exception cref="UsageException">A flag is unknown, or its value is missing or wrong.
    /// </exception>
    internal static string[] Parse(
        OptionSet options, ArgumentOrder order, ReadOnlySpan<string> words) =>
        new ArgumentParser(options, order, words).Run();

    private string[] Run()
    {
        List<string> positional = [];
        while (_rest.Length > 0)
        {
            string word = Take();
            if (word == "--")
            {
                positional.AddRange(_rest);
                break;
            }
            if (word.StartsWith("--", StringComparison.Ordinal))
            {
                TakeLong(word);
            }
            else if (word.Length > 1 && word[0] == '-')
            {
                TakeLetters(word);
            }
            else
            {
                positional.Add(word);
                if (_order == ArgumentOrder.FlagsFirst)
                {
                    positional.AddRange(_rest);
                    break;
                }
            }
        }
        return [.. positional];
    }

    private string Take()
    {
        string word = _rest[0];
        _rest = _rest[1..];
        return word;
    }

    private void TakeLong(string word)
    {
        int equals = word.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? word[2..] : word[2..equals];
        if (name.Length == 0 || name[0] == '-')
        {
            throw new UsageException($"bad flag syntax: {word}");
        }
        if (_options.Find(name) is not { } option)
        {
            throw Unknown(name);
        }
        if (equals >= 0)
        {
            option.Accept(word[(equals + 1)..]);
        }
        else if (!option.TakesValue)
        {
            option.Accept(option.ImpliedValue);
        }
        else if (_rest.Length > 0)
        {
            option.Accept(Take());
        }
        else
        {
            throw new UsageException($"flag needs an argument: --{name}");
        }
    }

    // `-it` is two switches; `-m5m` and `-m=5m` and `-m 5m` are one flag with a value.
    private void TakeLetters(string word)
    {
        for (int i = 1; i < word.Length; i++)
        {
            char letter = word[i];
            if (_options.Find(letter) is not { } option)
            {
                if (letter == 'h')
                {
                    throw new HelpRequest();
                }
                throw new UsageException($"unknown shorthand flag: '{letter}' in {word}");
            }
            if (i + 1 < word.Length && word[i + 1] == '=')
            {
                option.Accept(word[(i + 2)..]);
                return;
            }
            if (!option.TakesValue)
            {
                option.Accept(option.ImpliedValue);
                continue;
            }
            if (i + 1 < word.Length)
            {
                option.Accept(word[(i + 1)..]);
            }
            else if (_rest.Length > 0)
            {
                option.Accept(Take());
            }
            else
            {
                throw new UsageException($"flag needs an argument: '{letter}' in {word}");
            }
            return;
        }
    }

    private readonly Exception Unknown(string name)
    {
        if (name == "help")
        {
            return new HelpRequest();
        }
        List<string> known = [];
        foreach (Option option in _options)
        {
            known.Add(option.Name);
        }
        string? nearest = Suggestion.Nearest(name, known);
        string hint = nearest is null ? "" : $" (did you mean --{nearest}?)";
        return new UsageException($"unknown flag: --{name}{hint}");
    }
}
