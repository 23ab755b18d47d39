using Microsoft.Win32.SafeHandles;
using MiniDocker.CommandLine;
using MiniDocker.Linux;
using MiniDocker.Runtime;
using MiniDocker.Runtime.State;
using MiniDocker.Runtime.Stdio;

namespace MiniDocker.Minirun.Commands;

/// <summary>Creates a container, runs its program, waits for it and deletes it.</summary>
internal sealed class RunCommand : Command
{
    private readonly Globals globals;
    private readonly LaunchFlags flags;
    private readonly FlagOption detach;
    private readonly FlagOption keep;
    private readonly FlagOption noSubreaper;
    private readonly FlagOption timing;

    internal RunCommand(Globals globals)
    {
        this.globals = globals;
        flags = new LaunchFlags(Options);
        detach = Options.Flag("detach", 'd', "do not wait for the container");
        keep = Options.Flag("keep", "do not delete it when it ends");
        noSubreaper = Options.Flag("no-subreaper", "do not adopt its orphans");
        timing = Options.Flag("timing", "print each step and how long it took");
    }

    public override string Summary => "Create a container and run its program";

    public override string Usage => "[OPTIONS] ID";

    public override Arity Arity => Arity.Exactly(1);

    protected override int Run(IReadOnlyList<string> arguments)
    {
        ContainerRequest request = flags.ToRequest(arguments[0], globals) with
        {
            Timing = timing.Value,
        };
        if (!detach.Value && !noSubreaper.Value)
        {
            Children.AdoptOrphans();
        }

        int exitCode = detach.Value ? RunDetached(request) : RunForeground(request);
        return exitCode;
    }

    private int RunDetached(ContainerRequest request)
    {
        using CreatedContainer created = Container.Create(globals.Store, request);
        created.Start();
        PrintTiming(created.Init);
        return 0;
    }

    private int RunForeground(ContainerRequest request)
    {
        SafeFileHandle? mine = null, theirs = null;
        if (!flags.HasConsoleSocket
            && BundleFile.WantsTerminal(flags.Bundle, flags.ConfigPath))
        {
            (mine, theirs) = UnixSocket.Pair();
        }

        using (mine)
        using (theirs)
        {
            using CreatedContainer created = Container.Create(
                globals.Store, request with { ConsoleSocket = theirs });
            using SafeFileHandle? master = mine is null
                ? null : UnixSocket.ReceiveDescriptor(mine, stackalloc byte[256]);
            created.Start();
            int pid = created.Init.Pid;
            PrintTiming(created.Init);
            created.Dispose();
            int exitCode = Foreground.Wait(pid, master).ShellCode;
            if (!keep.Value)
            {
                Delete(request.Id);
            }

            return exitCode;
        }
    }

    private void Delete(string id)
    {
        foreach (string warning in Container.Delete(globals.Store, id, force: true))
        {
            globals.Log.Warning(warning);
        }
    }

    private void PrintTiming(LaunchedInit init)
    {
        if (timing.Value)
        {
            init.Plan.WriteText(Console.Error);
        }
    }
}
