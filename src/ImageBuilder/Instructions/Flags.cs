using MiniDocker.ImageBuilder.Dockerfile;

namespace MiniDocker.ImageBuilder.Instructions;

/// <summary>The flags of one instruction: each is taken by name, what is left is unknown.</summary>
internal sealed class Flags(IReadOnlyList<string> words)
{
    private readonly Dictionary<string, List<string?>> _given = Collect(words);
    private readonly List<string> _known = [];

    /// <summary>The value of a flag that may be given once.</summary>
    internal string? Value(string name)
    {
        List<string?> values = Take(name);
        if (values.Count > 1)
        {
            throw new DockerfileException($"duplicate flag specified: {name}");
        }

        return values.Count == 0 ? null
            : values[0] ?? throw new DockerfileException($"missing a value on flag: {name}");
    }

    /// <summary>The values of a flag that may be repeated.</summary>
    internal IReadOnlyList<string> Values(string name) =>
        [.. Take(name).Select(value => value
            ?? throw new DockerfileException($"missing a value on flag: {name}"))];

    /// <summary>A flag that is given, or given with true or false; null without it.</summary>
    internal bool? Boolean(string name)
    {
        List<string?> values = Take(name);
        if (values.Count > 1)
        {
            throw new DockerfileException($"duplicate flag specified: {name}");
        }

        return values.Count == 0 ? null : values[0]?.ToLowerInvariant() switch
        {
            null or "" or "true" => true,
            "false" => false,
            string other => throw new DockerfileException(
                $"expecting boolean value for flag {name}, not: {other}"),
        };
    }

    /// <summary>A flag that the Dockerfile reference has and this builder does not.</summary>
    internal void Refuse(string name, string why)
    {
        if (Take(name).Count > 0)
        {
            throw new DockerfileException($"flag --{name} is not supported: {why}");
        }
    }

    /// <summary>Every flag that exists was taken: the rest is a mistake.</summary>
    internal void RejectRest()
    {
        foreach (string name in _given.Keys)
        {
            throw new DockerfileException(
                $"unknown flag: --{name}{Suggestion.For(name, _known)}");
        }
    }

    private List<string?> Take(string name)
    {
        _known.Add(name);
        return _given.Remove(name, out List<string?>? values) ? values : [];
    }

    private static Dictionary<string, List<string?>> Collect(IReadOnlyList<string> words)
    {
        Dictionary<string, List<string?>> given = [];
        foreach (string word in words)
        {
            int equals = word.IndexOf('=');
            string name = equals < 0 ? word[2..] : word[2..equals];
            if (!given.TryGetValue(name, out List<string?>? values))
            {
                given.Add(name, values = []);
            }

            values.Add(equals < 0 ? null : word[(equals + 1)..]);
        }

        return given;
    }
}
