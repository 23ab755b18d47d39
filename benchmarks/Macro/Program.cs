using MiniDocker.Benchmarks.Macro;

// Whole processes, side by side with their peers, interleaved: the machine's moods hit all alike.
// usage: [start|run|unpack] [--runs N]; no name runs all.
string[] known = ["start", "run", "unpack"];
int runs = 30;
List<string> wanted = [];
for (int i = 0; i < args.Length; i++)
{
    if (args[i] == "--runs" && i + 1 < args.Length
        && int.TryParse(args[i + 1], out int count) && count > 0)
    {
        runs = count;
        i++;
    }
    else if (known.Contains(args[i]))
    {
        wanted.Add(args[i]);
    }
    else
    {
        Console.Error.WriteLine(
            $"bench: unknown argument '{args[i]}'; it takes {string.Join(", ", known)}, --runs N");
        return 2;
    }
}

if (PrivateCgroupView.Enter(args) is { } exitCode)
{
    return exitCode;
}

foreach (string name in wanted.Count == 0 ? known : [.. wanted])
{
    using Workplace place = new();
    switch (name)
    {
        case "start": StartBenchmark.Run(place, runs); break;
        case "run": RunBenchmark.Run(place, runs); break;
        default: UnpackBenchmark.Run(place, Math.Min(runs, 5)); break;
    }
}

return 0;
