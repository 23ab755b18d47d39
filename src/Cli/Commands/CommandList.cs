using MiniDocker.Cli.Commands.Images;
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
        new("run", () => new RunCommand(session), Common),
        new("exec", () => new ExecCommand(session), Common),
        new("ps", () => new PsCommand(session), Common),
        new("version", () => new VersionCommand(), Common),
        new("info", () => new InfoCommand(session), Common),
        new("container", () => new CommandGroup("Manage containers", Containers(session)),
            Management),
        new("image", () => new CommandGroup("Manage images", Images(session)), Management),
        new("system", () => new CommandGroup("Manage MiniDocker", System(session)), Management),
        new("attach", () => new AttachCommand(session)),
        new("create", () => new CreateCommand(session)),
        new("inspect", () => new InspectCommand(session)),
        new("kill", () => new KillCommand(session)),
        new("logs", () => new LogsCommand(session)),
        new("pause", () => new PauseCommand(session)),
        new("rename", () => new RenameCommand(session)),
        new("restart", () => new RestartCommand(session)),
        new("rm", () => new RmCommand(session)),
        new("start", () => new StartCommand(session)),
        new("stop", () => new StopCommand(session)),
        new("top", () => new TopCommand(session)),
        new("unpause", () => new UnpauseCommand(session)),
        new("wait", () => new WaitCommand(session)),
        new("history", () => new HistoryCommand(session)),
        new("images", () => new ImagesCommand(session), Common),
        new("import", () => new ImportCommand(session)),
        new("load", () => new LoadCommand(session)),
        new("pull", () => new PullCommand(session), Common),
        new("push", () => new PushCommand(session), Common),
        new("rmi", () => new RmiCommand(session)),
        new("save", () => new SaveCommand(session)),
        new("tag", () => new TagCommand(session)),
    ];

    // A new verb is a file in this folder and a line in one of these lists.
    private static CommandEntry[] Containers(Session session) =>
    [
        new("attach", () => new AttachCommand(session)),
        new("create", () => new CreateCommand(session)),
        new("exec", () => new ExecCommand(session)),
        new("inspect", () => new InspectCommand(session, InspectCommand.Container)),
        new("kill", () => new KillCommand(session)),
        new("logs", () => new LogsCommand(session)),
        new("ls", () => new PsCommand(session)),
        new("list", () => new PsCommand(session)) { IsHidden = true },
        new("ps", () => new PsCommand(session)) { IsHidden = true },
        new("pause", () => new PauseCommand(session)),
        new("prune", () => new ContainerPruneCommand(session)),
        new("rename", () => new RenameCommand(session)),
        new("restart", () => new RestartCommand(session)),
        new("rm", () => new RmCommand(session)),
        new("remove", () => new RmCommand(session)) { IsHidden = true },
        new("run", () => new RunCommand(session)),
        new("start", () => new StartCommand(session)),
        new("stop", () => new StopCommand(session)),
        new("top", () => new TopCommand(session)),
        new("unpause", () => new UnpauseCommand(session)),
        new("wait", () => new WaitCommand(session)),
    ];

    private static CommandEntry[] Images(Session session) =>
    [
        new("build", () => new BuildCommand(session)),
        new("history", () => new HistoryCommand(session)),
        new("import", () => new ImportCommand(session)),
        new("inspect", () => new ImageInspectCommand(session)),
        new("load", () => new LoadCommand(session)),
        new("ls", () => new ImagesCommand(session)),
        new("prune", () => new ImagePruneCommand(session)),
        new("pull", () => new PullCommand(session)),
        new("push", () => new PushCommand(session)),
        new("rm", () => new RmiCommand(session)),
        new("save", () => new SaveCommand(session)),
        new("tag", () => new TagCommand(session)),
    ];

    private static CommandEntry[] System(Session session) =>
    [
        new("info", () => new InfoCommand(session)),
        new("df", () => new SystemDfCommand(session)),
    ];
}
