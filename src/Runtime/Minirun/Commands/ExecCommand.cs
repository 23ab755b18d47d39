using Microsoft.Win32.SafeHandles;
using MiniDocker.CommandLine;
using MiniDocker.Linux;
using MiniDocker.Runtime;
using MiniDocker.Runtime.State;
using MiniDocker.Runtime.Stdio;

namespace MiniDocker.Minirun.Commands;

/// <summary>Runs one more process in a running container.</summary>
internal sealed class ExecCommand : Command
{
    // runc's exit code for an exec that never ran its program.
    private const int FailedExitCode = 255;

    private readonly Globals globals;
    private readonly ExecFlags flags;

    internal ExecCommand(Globals globals)
    {
        this.globals = globals;
        flags = new ExecFlags(Options);
    }

    public override string Summary => "Run another process in a container";

    public override string Usage => "[OPTIONS] ID COMMAND [ARG...]";

    public override Arity Arity => Arity.AtLeast(1);

    // What follows the id is the program's.
    public override ArgumentOrder Order => ArgumentOrder.FlagsFirst;

    protected override int Run(IReadOnlyList<string> arguments)
    {
        try
        {
            Container container = Container.Open(globals.Store, arguments[0]);
            ExecRequest request = flags.ToRequest(container.Spec, arguments);
            return flags.IsDetached ? Detach(container, request) : Wait(container, request);
        }
        catch (ContainerException e)
        {
            throw new ContainerException(e.Message, e) { ExitCode = FailedExitCode };
        }
        catch (LaunchException e)
        {
            int code = ExitCodes.Of(e);
            throw new ContainerException($"exec failed: {e.Message}", e)
            {
                ExitCode = code == 1 ? FailedExitCode : code,
            };
        }
    }

    private static int Detach(Container container, ExecRequest request)
    {
        using LaunchedInit process = container.Exec(request);
        process.Start();
        return 0;
    }

    private static int Wait(Container container, ExecRequest request)
    {
        SafeFileHandle? mine = null, theirs = null;
        if (request.Process.Terminal && request.ConsoleSocketPath is null)
        {
            (mine, theirs) = UnixSocket.Pair();
        }

        using (mine)
        using (theirs)
        {
            using LaunchedInit process =
                container.Exec(request with { ConsoleSocket = theirs });
            using SafeFileHandle? master = mine is null
                ? null : UnixSocket.ReceiveDescriptor(mine, stackalloc byte[256]);
            process.Start();
            return Foreground.Wait(process.Pid, master).ShellCode;
        }
    }
}
