using MiniDocker.ImageBuilder.Cache;
using MiniDocker.ImageBuilder.Context;
using MiniDocker.ImageBuilder.Dockerfile;
using MiniDocker.ImageBuilder.Execution;
using MiniDocker.ImageBuilder.Instructions;
using MiniDocker.ImageBuilder.Plan;
using MiniDocker.ImageBuilder.Progress;
using MiniDocker.Linux;
using MiniDocker.Storage;
using MiniDocker.Storage.Tar;

namespace MiniDocker.ImageBuilder;

/// <summary>Text to instructions to stages to layers to an image.</summary>
public static class ImageBuild
{
    private const string EpochArgument = "SOURCE_DATE_EPOCH";

    /// <summary>Builds an image and names it.</summary>
    /// <param name="options">What to build.</param>
    /// <param name="sink">Shows the progress; null for none.</param>
    /// <param name="cancel">Stops every step; nothing of an unfinished one is left.</param>
    /// <exception cref="DockerfileException">The Dockerfile is wrong.</exception>
    /// <exception cref="BuildException">A step failed.</exception>
    public static async Task<BuildResult> RunAsync(
        BuildOptions options, IProgressSink? sink, CancellationToken cancel)
    {
        BuildProgress progress = new(sink);
        (StageGraph graph, char escape) = await progress.RunAsync(
            $"[internal] load build definition from {options.Dockerfile.Name}",
            _ => Task.FromResult(Parse(options))).ConfigureAwait(false);
        BuildCache cache = new(options.Root);
        cache.Prepare();
        using FileLock lease = options.Root.Content.AcquireLease(cancel);
        StatCache digests = StatCache.Open(cache.StatCachePath(options.ContextDirectory));
        using SourceTree context = new(RootedTree.Open(options.ContextDirectory))
        {
            Ignored = PathPatterns.ParseFile(options.IgnoreFile ?? ""),
            Digests = digests,
        };
        BuildSession session = new(
            options, progress, graph, cache, context, escape, ReadEpoch(options));
        try
        {
            using StageScheduler scheduler = new(session, cancel);
            StageState state = await scheduler.BuildAsync(graph.Target).ConfigureAwait(false);
            return await progress.RunAsync(
                "exporting to image",
                vertex => Task.FromResult(new ImageExport(session, vertex).Write(state)))
                .ConfigureAwait(false);
        }
        finally
        {
            digests.Save();
        }
    }

    private static (StageGraph Graph, char Escape) Parse(BuildOptions options)
    {
        if (options.Platform is { } platform)
        {
            StageGraph.RequireHost(platform, platform);
        }

        LogicalLineReader reader = new(options.Dockerfile);
        IReadOnlyList<LogicalLine> lines = reader.ReadAll();
        char escape = reader.Directives.Escape;
        InstructionParser parser = new(escape);
        List<Instruction> instructions = [.. lines.Select(parser.Parse)];
        return (
            StageGraph.Build(instructions, options.Arguments, options.Target, escape), escape);
    }

    private static UnixTime? ReadEpoch(BuildOptions options)
    {
        if (!options.Arguments.TryGetValue(EpochArgument, out string? text) || text.Length == 0)
        {
            return null;
        }

        return long.TryParse(text, out long seconds) && seconds >= 0
            ? new UnixTime(seconds)
            : throw new DockerfileException($"invalid {EpochArgument}: {text}");
    }
}
