using System.Globalization;

namespace MiniDocker.Benchmarks.Macro;

/// <summary>Some commands that do the same, run in turn, and the table of their medians.</summary>
internal sealed class Contest(string title)
{
    private readonly List<Contender> contenders = [];

    /// <summary>Adds a contender; the first one is what the others are compared with.</summary>
    internal void Add(
        string name, IReadOnlyList<string> command, Action? before = null, Action? after = null) =>
        contenders.Add(new Contender(name, command, before, after));

    /// <summary>Runs all of them in turn, after a warm-up each, and prints the table.</summary>
    internal void Run(int runs)
    {
        for (int run = -1; run < runs; run++)
        {
            foreach (Contender contender in contenders)
            {
                contender.Before?.Invoke();
                Sample sample = Sample.Take(contender.Command);
                contender.After?.Invoke();
                if (sample.ExitCode != 0)
                {
                    throw new InvalidOperationException(
                        $"{string.Join(' ', contender.Command)}: exit {sample.ExitCode}");
                }

                if (run >= 0)
                {
                    contender.Samples.Add(sample);
                }
            }
        }

        Print(runs);
    }

    private void Print(int runs)
    {
        Console.WriteLine($"\n{title} (medians of {runs} interleaved runs)");
        Console.WriteLine(
            $"{"",-34} {"wall ms",10} {"min",9} {"cpu ms",9} {"peak MiB",9} {"ratio",7}");
        double first = contenders[0].Median(sample => sample.WallMs);
        foreach (Contender contender in contenders)
        {
            double wall = contender.Median(sample => sample.WallMs);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{contender.Name,-34} {wall,10:F1} {contender.Samples.Min(s => s.WallMs),9:F1} "
                + $"{contender.Median(s => s.CpuMs),9:F1} "
                + $"{PeakKiB(contender) / 1024.0,9:F1} {first / wall,7:F3}"));
        }

        Console.WriteLine($"ratio: wall time of {contenders[0].Name} to that of the line");
    }

    // One more run, under GNU time: a process's own ru_maxrss counts what its parent had mapped
    // when it was forked, and only a parent as small as that one does not show.
    private static long PeakKiB(Contender contender)
    {
        contender.Before?.Invoke();
        string report = Path.GetTempFileName();
        Sample.Take(["/usr/bin/time", "-f", "%M", "-o", report, .. contender.Command]);
        contender.After?.Invoke();
        long peak = long.Parse(File.ReadAllText(report).Trim(), CultureInfo.InvariantCulture);
        File.Delete(report);
        return peak;
    }

    private sealed record Contender(
        string Name, IReadOnlyList<string> Command, Action? Before, Action? After)
    {
        internal List<Sample> Samples { get; } = [];

        internal double Median(Func<Sample, double> figure)
        {
            double[] sorted = [.. Samples.Select(figure).Order()];
            int middle = sorted.Length / 2;
            return sorted.Length % 2 == 1
                ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }
}
