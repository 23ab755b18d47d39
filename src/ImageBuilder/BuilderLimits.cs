namespace MiniDocker.ImageBuilder;

/// <summary>Every limit on what a build reads from outside.</summary>
internal static class BuilderLimits
{
    /// <summary>A Dockerfile or an ignore file: anything larger is not one.</summary>
    internal const int DockerfileBytesMax = 16 * 1024 * 1024;

    /// <summary>One physical line of a Dockerfile; BuildKit has the same limit.</summary>
    internal const int LineBytesMax = 65_535;

    internal const int InstructionsMax = 10_000;

    /// <summary>How deep <c>${a:-${b:-...}}</c> may nest.</summary>
    internal const int SubstitutionDepthMax = 100;

    /// <summary>What one expanded word may grow to.</summary>
    internal const int ExpandedCharactersMax = 4 * 1024 * 1024;

    /// <summary>How deep a directory of the build context may be.</summary>
    internal const int ContextDepthMax = 256;

    internal const int IgnorePatternsMax = 10_000;

    /// <summary>One record of the build cache.</summary>
    internal const int CacheRecordBytesMax = 1024 * 1024;

    internal const int StatCacheBytesMax = 512 * 1024 * 1024;

    internal const int SecretBytesMax = 500 * 1024;

    /// <summary>The lines of a failed step's output that its error repeats.</summary>
    internal const int ErrorOutputLines = 10;

    /// <summary>A user or group file inside an image.</summary>
    internal const int AccountFileBytesMax = 4 * 1024 * 1024;
}
