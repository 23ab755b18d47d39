using MiniDocker.Engine.Images;

namespace MiniDocker.Cli.Progress;

/// <summary>Says nothing: <c>--quiet</c>.</summary>
internal sealed class SilentProgress : IProgress<ImageProgress>
{
    public void Report(ImageProgress value)
    {
    }
}
