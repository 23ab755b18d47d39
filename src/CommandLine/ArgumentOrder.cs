namespace MiniDocker.CommandLine;

/// <summary>Where flags may stand.</summary>
public enum ArgumentOrder
{
    /// <summary>Flags and positional arguments in any order.</summary>
    Mixed,

    /// <summary>The first positional argument ends the flags: what follows belongs to the
    /// program that is started (<c>run IMAGE grep -e foo</c>).</summary>
    FlagsFirst,
}
