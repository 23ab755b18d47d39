using MiniDocker.CommandLine;
using MiniDocker.Engine.Containers;

namespace MiniDocker.Cli.Commands;

internal sealed partial class ContainerFlags
{
    private static readonly string[] UlimitNames =
    [
        "as", "core", "cpu", "data", "fsize", "locks", "memlock", "msgqueue", "nice", "nofile",
        "nproc", "rss", "rtprio", "rttime", "sigpending", "stack",
    ];

    private LimitFlags _limits = null!;
    private ValueOption<long?> _oomScoreAdj = null!;
    private ValueOption<long?> _shmSize = null!;
    private ListOption _ulimits = null!;

    private void DeclareLimits(OptionSet options)
    {
        _limits = new LimitFlags(options);
        _oomScoreAdj = options.Integer("oom-score-adj", '\0',
            "Tune host's OOM preferences (-1000 to 1000)");
        _shmSize = options.Bytes("shm-size", '\0', "Size of /dev/shm");
        _ulimits = options.List("ulimit", "Ulimit options", "ulimit");
    }

    // NAME=SOFT[:HARD]; -1 and "unlimited" are no limit.
    private static UlimitSetting ParseUlimit(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? "" : text[..equals];
        string[] values = text[(equals + 1)..].Split(':');
        if (Array.IndexOf(UlimitNames, name) < 0 || values.Length > 2)
        {
            throw new UsageException(
                $"invalid argument \"{text}\" for \"--ulimit\" flag: invalid ulimit");
        }
        long soft = ParseLimit(values[0], text);
        long hard = values.Length == 2 ? ParseLimit(values[1], text) : soft;
        if (hard != -1 && (soft == -1 || soft > hard))
        {
            throw new UsageException($"invalid argument \"{text}\" for \"--ulimit\" flag: "
                + "ulimit soft limit must be less than or equal to hard limit");
        }
        return new UlimitSetting(name, hard, soft);
    }

    private static long ParseLimit(string value, string text) =>
        value == "unlimited" ? -1
        : long.TryParse(value, out long number) && number >= -1 ? number
        : throw new UsageException(
            $"invalid argument \"{text}\" for \"--ulimit\" flag: invalid ulimit type");
}
