namespace MiniDocker.Engine.Containers;

/// <summary>Names of containers: Docker's rules, and one made up where none was given.</summary>
public static class ContainerName
{
    private static readonly string[] Adjectives =
    [
        "admiring", "agile", "amber", "bold", "brave", "bright", "busy", "calm", "candid",
        "charming", "clever", "cool", "cosmic", "curious", "dapper", "daring", "dazzling",
        "eager", "earnest", "elegant", "fair", "fearless", "festive", "focused", "gentle",
        "gifted", "glad", "graceful", "happy", "hardy", "honest", "hopeful", "humble",
        "inspiring", "jolly", "keen", "kind", "lively", "lucid", "merry", "mindful", "modest",
        "neat", "nimble", "noble", "patient", "peaceful", "playful", "polite", "proud", "quick",
        "quiet", "quirky", "ready", "relaxed", "serene", "sharp", "silent", "steady", "sunny",
        "tender", "thrifty", "tidy", "upbeat", "vibrant", "vigilant", "warm", "wise", "witty",
        "zealous",
    ];

    // People who made computing and networks what they are.
    private static readonly string[] Surnames =
    [
        "allen", "babbage", "backus", "baran", "bardeen", "bartik", "berners", "boole", "cerf",
        "church", "clarke", "codd", "conway", "cray", "curie", "darwin", "davies", "diffie",
        "dijkstra", "easley", "eckert", "engelbart", "estrin", "euler", "faraday", "feinler",
        "floyd", "gauss", "goldberg", "gosling", "hamilton", "hamming", "hellman", "hoare",
        "hollerith", "holberton", "hopper", "huffman", "iverson", "jennings", "johnson", "joy",
        "kahn", "karp", "kay", "kernighan", "kilby", "knuth", "kolmogorov", "lamarr", "lamport",
        "liskov", "lovelace", "maxwell", "mccarthy", "meitner", "metcalfe", "minsky", "moore",
        "naur", "neumann", "noether", "noyce", "perlman", "postel", "ramanujan", "ritchie",
        "rivest", "roberts", "shamir", "shannon", "stallman", "stonebraker", "sutherland",
        "tarjan", "thompson", "torvalds", "turing", "wilkes", "wirth", "wozniak", "zuse",
    ];

    /// <summary>Checks a name that a person chose.</summary>
    /// <exception cref="EngineException">It is not one.</exception>
    public static void Check(string name)
    {
        bool valid = name.Length is > 1 and <= EngineLimits.NameLengthMax
            && char.IsAsciiLetterOrDigit(name[0]);
        foreach (char c in name)
        {
            valid &= char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-';
        }
        if (!valid)
        {
            throw new EngineException(
                $"Invalid container name ({name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed");
        }
    }

    /// <summary>Makes a name up; after a few collisions with a digit at its end.</summary>
    /// <param name="attempt">How many names were already taken.</param>
    internal static string Random(int attempt)
    {
        Random random = System.Random.Shared;
        string name = Adjectives[random.Next(Adjectives.Length)] + "_"
            + Surnames[random.Next(Surnames.Length)];
        return attempt < 3 ? name : name + random.Next(10 * attempt);
    }
}
