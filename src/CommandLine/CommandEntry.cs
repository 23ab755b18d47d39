namespace MiniDocker.CommandLine;

/// <summary>A command's place in a group: nothing of it is made before it is called.</summary>
/// <param name="Name">The word that calls it.</param>
/// <param name="Create">Makes the command.</param>
/// <param name="Heading">The heading of the help page under which it is listed.</param>
public sealed record CommandEntry(
    string Name, Func<Command> Create, string Heading = "Commands")
{
    /// <summary>Works, but is not listed in help.</summary>
    public bool IsHidden { get; init; }
}
