using System.Text;
using MiniDocker.CommandLine;
using MiniDocker.Engine.Containers;
using MiniDocker.Oci;

namespace MiniDocker.Cli.Commands;

/// <summary><c>logs</c>: what a container has written.</summary>
internal sealed class LogsCommand : Command
{
    private readonly Session _session;
    private readonly FlagOption _follow;
    private readonly ValueOption<DateTimeOffset?> _since;
    private readonly ValueOption<int?> _tail;
    private readonly FlagOption _timestamps;
    private readonly ValueOption<DateTimeOffset?> _until;

    internal LogsCommand(Session session)
    {
        _session = session;
        const string Forms = " (e.g. \"2013-01-02T13:23:37Z\") or relative (e.g. \"42m\" for 42 "
            + "minutes)";
        _follow = Options.Flag("follow", 'f', "Follow log output");
        _since = Options.Value(
            "since", '\0', "string", "Show logs since timestamp" + Forms, null, ParseTime);
        _tail = Options.Value("tail", 'n', "string", "Number of lines to show from the end of "
            + "the logs (default \"all\")", null, ParseTail);
        _timestamps = Options.Flag("timestamps", 't', "Show timestamps");
        _until = Options.Value(
            "until", '\0', "string", "Show logs before a timestamp" + Forms, null, ParseTime);
        Options.NotYet("details", "log drivers have no details", takesValue: false);
    }

    public override string Summary => "Fetch the logs of a container";

    public override string Usage => "[OPTIONS] CONTAINER";

    public override Arity Arity => Arity.Exactly(1);

    public override IReadOnlyList<string> Aliases =>
        ["minidocker container logs", "minidocker logs"];

    protected override int Run(IReadOnlyList<string> arguments)
    {
        Container container = _session.Containers.Find(arguments[0]);
        using Stream output = Console.OpenStandardOutput();
        using Stream error = Console.OpenStandardError();
        new ContainerLog(container).Read(
            new LogQuery
            {
                Follow = _follow.Value,
                Since = _since.Value,
                Tail = _tail.Value,
                Until = _until.Value,
            },
            entry =>
            {
                Stream stream = entry.IsError ? error : output;
                if (_timestamps.Value)
                {
                    stream.Write(Encoding.ASCII.GetBytes(entry.Time + " "));
                }
                stream.Write(entry.Text);
            });
        return 0;
    }

    private static int? ParseTail(string text) => text == "all" ? null
        : int.TryParse(text, out int lines) ? lines < 0 ? null : lines
        : throw new FormatException("expected a number of lines or \"all\"");

    // A time, seconds since 1970, or how long ago.
    private static DateTimeOffset? ParseTime(string text)
    {
        if (double.TryParse(text, out double seconds))
        {
            return DateTimeOffset.UnixEpoch.AddSeconds(seconds);
        }
        if (Rfc3339.TryParse(text) is { } time)
        {
            return time;
        }
        return DateTimeOffset.UtcNow - GoDuration.Parse(text);
    }
}
