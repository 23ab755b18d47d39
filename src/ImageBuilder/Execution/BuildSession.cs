using MiniDocker.ImageBuilder.Cache;
using MiniDocker.ImageBuilder.Context;
using MiniDocker.ImageBuilder.Plan;
using MiniDocker.ImageBuilder.Progress;
using MiniDocker.Storage.Tar;

namespace MiniDocker.ImageBuilder.Execution;

/// <summary>What all steps of one build share.</summary>
internal sealed record BuildSession(
    BuildOptions Options,
    BuildProgress Progress,
    StageGraph Graph,
    BuildCache Cache,
    SourceTree Context,
    char Escape,
    UnixTime? Epoch)
{
    internal BaseImages Images { get; } = new(Options, Progress);

    /// <summary>As many steps run at once as there are processors.</summary>
    internal SemaphoreSlim Slots { get; } = new(Environment.ProcessorCount);

    /// <summary>The time of what is made now.</summary>
    internal UnixTime Now => Epoch ?? UnixTime.From(DateTimeOffset.UtcNow);

    /// <summary>The same as image documents spell it.</summary>
    internal string NowText =>
        DateTimeOffset.FromUnixTimeSeconds(Now.Seconds).AddTicks(Now.Nanoseconds / 100)
            .ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK").Replace("+00:00", "Z");
}
