namespace MiniDocker.CommandLine;

/// <summary>How many positional arguments a command takes.</summary>
/// <param name="Min">At least so many.</param>
/// <param name="Max">At most so many.</param>
public readonly record struct Arity(int Min, int Max)
{
    /// <summary>Any number.</summary>
    public static Arity Any => new(0, int.MaxValue);

    /// <summary>None at all.</summary>
    public static Arity None => new(0, 0);

    /// <summary>Exactly this many.</summary>
    public static Arity Exactly(int count) => new(count, count);

    /// <summary>This many or more.</summary>
    public static Arity AtLeast(int count) => new(count, int.MaxValue);

    /// <summary>This many or fewer.</summary>
    public static Arity AtMost(int count) => new(0, count);

    /// <summary>Between the two, both included.</summary>
    public static Arity Between(int min, int max) => new(min, max);

    /// <summary>Docker's sentence about a wrong count, or null when the count is right.</summary>
    internal string? Complaint(string path, int count)
    {
        if (count >= Min && count <= Max)
        {
            return null;
        }
        return this switch
        {
            (0, 0) => $"'{path}' accepts no arguments",
            var (min, max) when min == max => $"'{path}' requires {Words(min)}",
            (_, int.MaxValue) => $"'{path}' requires at least {Words(Min)}",
            (0, _) => $"'{path}' requires at most {Words(Max)}",
            _ => $"'{path}' requires at least {Min} and at most {Words(Max)}",
        };
    }

    private static string Words(int count) => count == 1 ? "1 argument" : $"{count} arguments";
}
