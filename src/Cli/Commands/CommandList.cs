using MiniDocker.CommandLine;

namespace MiniDocker.Cli.Commands;

/// <summary>Every command and where it is found. Nothing is made before it is called.</summary>
internal static class CommandList
{
    private const string Common = "Common Commands";
    private const string Management = "Management Commands";

    internal static CommandEntry[] All(Session session) =>
    [
        new("build", () => new BuildCommand(session), Common),
        new("container", () => new CommandGroup("Manage containers", Containers(session)),
            Management),
        new("image", () => new CommandGroup("Manage images", Images(session)), Management),
        new("system", () => new CommandGroup("Manage MiniDocker", System(session)), Management),
    ];

    // A new verb is a file in this folder and a line in one of these lists.
    private static CommandEntry[] Containers(Session session) =>
    [
    ];

    private static CommandEntry[] Images(Session session) =>
    [
        new("build", () => new BuildCommand(session)),
    ];

    private static CommandEntry[] System(Session session) =>
    [
    ];
}
