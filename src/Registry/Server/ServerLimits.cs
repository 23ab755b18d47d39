namespace MiniDocker.Registry.Server;

/// <summary>Every limit on what a client may make this server do.</summary>
public static class ServerLimits
{
    /// <summary>Largest manifest, in bytes (the specification asks for at least 4 MB).</summary>
    public const int ManifestBytesMax = 4 * 1024 * 1024;

    /// <summary>Longest repository name, in characters.</summary>
    public const int RepositoryNameCharsMax = 255;

    /// <summary>Longest tag, in characters.</summary>
    public const int TagCharsMax = 128;

    /// <summary>Most tags that one PUT of a manifest may set.</summary>
    public const int TagParametersMax = 64;

    /// <summary>Most names in one page of a list, asked for or not.</summary>
    public const int PageEntriesMax = 10_000;

    /// <summary>Largest answer of the referrers API before it is paged, in bytes.</summary>
    public const int ReferrersBytesMax = 4 * 1024 * 1024;

    /// <summary>Upload sessions whose files are open at the same time.</summary>
    public const int OpenUploadsMax = 512;

    /// <summary>Manifests larger than this are read from disk each time, in bytes.</summary>
    public const int CachedManifestBytesMax = 64 * 1024;

    /// <summary>All manifests that are kept in memory together, in bytes.</summary>
    public const int ManifestCacheBytesMax = 8 * 1024 * 1024;

    /// <summary>Manifests that are kept in memory.</summary>
    public const int CachedManifestsMax = 8192;

    /// <summary>Longest request line, in bytes.</summary>
    public const int RequestLineBytesMax = 16 * 1024;

    /// <summary>Bytes a second below which a sender counts as gone, after a while.</summary>
    public const double BodyBytesPerSecondMin = 64;

    /// <summary>How long a sender may be slower than that.</summary>
    public static readonly TimeSpan BodyGraceTime = TimeSpan.FromSeconds(60);

    /// <summary>After this long without a request, an upload's file is closed.</summary>
    public static readonly TimeSpan UploadIdleTime = TimeSpan.FromMinutes(5);

    /// <summary>After this long without a request, an upload is forgotten.</summary>
    public static readonly TimeSpan UploadLifeTime = TimeSpan.FromHours(24);
}
