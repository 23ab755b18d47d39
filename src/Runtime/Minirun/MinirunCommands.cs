using MiniDocker.CommandLine;
using MiniDocker.Minirun.Commands;
using MiniDocker.Runtime.State;

namespace MiniDocker.Minirun;

/// <summary>The list of commands: runc's, and the plan and the shim.</summary>
internal sealed class MinirunCommands : CommandGroup
{
    private readonly Globals globals;

    internal MinirunCommands(Globals globals)
        : base("Run containers from OCI bundles", EntriesOf(globals))
    {
        this.globals = globals;
        globals.DeclareOn(Options);
    }

    protected override int? OnFlags()
    {
        if (globals.AsksVersion)
        {
            // Engines take the version and the commit out of these lines.
            Console.WriteLine($"minirun version {RuntimeVersion.Own}");
            Console.WriteLine($"commit: {RuntimeVersion.Own}");
            Console.WriteLine($"spec: {RuntimeVersion.SpecVersion}");
            return 0;
        }

        globals.Check();
        return null;
    }

    private static CommandEntry[] EntriesOf(Globals globals) =>
    [
        new("create", () => new CreateCommand(globals)),
        new("start", () => new StartCommand(globals)),
        new("run", () => new RunCommand(globals)),
        new("state", () => new StateCommand(globals)),
        new("kill", () => new KillCommand(globals)),
        new("delete", () => new DeleteCommand(globals)),
        new("list", () => new ListCommand(globals)),
        new("exec", () => new ExecCommand(globals)),
        new("ps", () => new PsCommand(globals)),
        new("pause", () => new PauseCommand(globals)),
        new("resume", () => new ResumeCommand(globals)),
        new("update", () => new UpdateCommand(globals)),
        new("events", () => new EventsCommand(globals)),
        new("spec", () => new SpecCommand()),
        new("plan", () => new PlanCommand()),
        new("shim", () => new ShimCommand()) { IsHidden = true },
    ];
}
