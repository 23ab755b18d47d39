using MiniDocker.ImageBuilder.Dockerfile;
using MiniDocker.ImageBuilder.Execution;
using MiniDocker.Oci;
using MiniDocker.Storage;
using MiniDocker.Storage.Images;

namespace MiniDocker.ImageBuilder;

/// <summary>What is to be built, and how.</summary>
public sealed record BuildOptions
{
    /// <summary>Where images, layers and the cache are.</summary>
    public required StorageRoot Root { get; init; }

    /// <summary>The directory that COPY and ADD read, in place.</summary>
    public required string ContextDirectory { get; init; }

    /// <summary>The instructions.</summary>
    public required DockerfileSource Dockerfile { get; init; }

    /// <summary>The text of the ignore file; null without one.</summary>
    public string? IgnoreFile { get; init; }

    /// <summary>The names of the image.</summary>
    public IReadOnlyList<ImageReference> Tags { get; init; } = [];

    /// <summary><c>--build-arg</c>.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; init; } =
        new Dictionary<string, string>();

    /// <summary>Labels added to those of the Dockerfile.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } =
        new Dictionary<string, string>();

    /// <summary>The files that <c>RUN --mount=type=secret</c> shows, by id.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } =
        new Dictionary<string, string>();

    /// <summary>The stage to stop at; null for the last.</summary>
    public string? Target { get; init; }

    /// <summary>The platform asked for; it must be the host's.</summary>
    public string? Platform { get; init; }

    /// <summary>Run every step, whatever is remembered.</summary>
    public bool NoCache { get; init; }

    /// <summary>Ask the registry for base images that are here already.</summary>
    public bool Pull { get; init; }

    /// <summary>The network of RUN without <c>--network</c>.</summary>
    public RunNetwork Network { get; init; } = RunNetwork.Host;

    /// <summary>Fetches an image that is not here; null when there is no way to.</summary>
    public Func<ImageReference, CancellationToken, Task<Image>>? PullImage { get; init; }

    /// <summary>The runtime's executable.</summary>
    public required string Minirun { get; init; }
}
