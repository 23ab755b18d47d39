namespace MiniDocker.ImageBuilder.Context;

/// <summary>What one token of a path pattern takes.</summary>
internal enum PatternKind
{
    Character,
    AnyCharacter,
    Class,

    /// <summary><c>*</c>: the rest of a name.</summary>
    Name,

    /// <summary><c>**</c> at the end.</summary>
    Everything,

    /// <summary><c>**/</c>: any number of directories, none included.</summary>
    Directories,

    /// <summary>Always follows <see cref="Directories"/>: between its first and last
    /// slash.</summary>
    InsideDirectory,
}
