namespace MiniDocker.CommandLine;

/// <summary>The spellings of true and false that Docker's flags and filters take.</summary>
public static class BooleanText
{
    /// <summary>Reads a boolean.</summary>
    /// <exception cref="FormatException">It is none of the known spellings.</exception>
    public static bool Parse(string text) => text switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
        "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
        _ => throw new FormatException("expected true or false"),
    };
}
