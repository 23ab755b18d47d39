using MiniDocker.CommandLine;
using MiniDocker.Linux;
using MiniDocker.Runtime.Cgroups;
using MiniDocker.Runtime.State;

namespace MiniDocker.Minirun.Commands;

/// <summary>
/// Prints what a container uses, once or again and again until it ends, and when the kernel kills
/// one of its processes for want of memory.
/// </summary>
internal sealed class EventsCommand : Command
{
    // How late an OOM kill may be told; the figures come at their own interval.
    private const int LookMs = 1000;

    private readonly Globals globals;
    private readonly FlagOption once;
    private readonly ValueOption<TimeSpan> interval;

    internal EventsCommand(Globals globals)
    {
        this.globals = globals;
        once = Options.Flag("stats", "print the figures once and end");
        interval = Options.Value(
            "interval", '\0', "DURATION", "time between two figures",
            TimeSpan.FromSeconds(5), ParseInterval);
    }

    public override string Summary => "Print the figures and events of a container as JSON";

    public override string Usage => "[OPTIONS] ID";

    public override Arity Arity => Arity.Exactly(1);

    protected override int Run(IReadOnlyList<string> arguments)
    {
        Container container = Container.Open(globals.Store, arguments[0]);
        using Stream output = Console.OpenStandardOutput();
        if (once.Value)
        {
            StatsEvent.WriteStats(output, container.Id, container.ReadStats());
            return 0;
        }

        using PidFd init = container.OpenInit();
        Follow(output, container, init);
        return 0;
    }

    private void Follow(Stream output, Container container, PidFd init)
    {
        long next = Environment.TickCount64;
        long oomKills = container.ReadStats().Memory.OomKills;
        do
        {
            CgroupStats stats = container.ReadStats();
            for (; oomKills < stats.Memory.OomKills; oomKills++)
            {
                StatsEvent.WriteOom(output, container.Id);
            }

            if (Environment.TickCount64 >= next)
            {
                StatsEvent.WriteStats(output, container.Id, stats);
                next = Environment.TickCount64 + (long)interval.Value.TotalMilliseconds;
            }
        }
        while (!init.WaitEnd(
            (int)Math.Clamp(next - Environment.TickCount64, 1, LookMs)));
    }

    private static TimeSpan ParseInterval(string text)
    {
        TimeSpan parsed = GoDuration.Parse(text);
        return parsed > TimeSpan.Zero
            ? parsed : throw new FormatException("an interval is longer than 0");
    }
}
