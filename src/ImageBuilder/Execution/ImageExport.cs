using MiniDocker.ImageBuilder.Plan;
using MiniDocker.ImageBuilder.Progress;
using MiniDocker.Oci;
using MiniDocker.Storage;

namespace MiniDocker.ImageBuilder.Execution;

/// <summary>The last stage as an image: config, manifest, names.</summary>
internal sealed class ImageExport(BuildSession session, BuildVertex vertex)
{
    internal BuildResult Write(StageState state)
    {
        StorageRoot root = session.Options.Root;
        Descriptor config = root.Content.WriteBytes(
            MediaTypes.OciConfig, Config(state).ToJson());
        ImageManifest manifest = new()
        {
            MediaType = MediaTypes.OciManifest,
            Config = config,
            Layers = [.. state.Layers.Select(ToOci)],
        };
        Descriptor target = root.Content.WriteBytes(MediaTypes.OciManifest, manifest.ToJson());
        session.Progress.Detail(vertex, $"writing image {config.Digest} done");
        if (session.Options.Tags.Count == 0)
        {
            root.Images.AddUntagged(target);
        }

        foreach (ImageReference tag in session.Options.Tags)
        {
            root.Images.Set(tag, target);
            session.Progress.Detail(vertex, $"naming to {tag} done");
        }

        return new BuildResult(config.Digest, target, Warnings());
    }

    private ImageConfig Config(StageState state)
    {
        // What only changes the configuration has no time of its own: it takes that of the layer
        // before it, so that a build in which everything is cached is the same image.
        List<HistoryEntry> history = [];
        string? last = state.History.LastOrDefault(entry => entry.Created is not null)?.Created;
        string created = session.Epoch is null && last is not null ? last : session.NowText;
        string before = state.History.FirstOrDefault(entry => entry.Created is not null)?.Created
            ?? created;
        foreach (HistoryEntry entry in state.History)
        {
            before = entry.Created ?? before;
            history.Add(entry with { Created = before });
        }

        Platform host = Platform.Host;
        return new ImageConfig
        {
            Created = created,
            Author = state.Author,
            Architecture = host.Architecture,
            Variant = host.Variant,
            OS = host.OS,
            Config = Labelled(state.Config),
            Rootfs = new ImageRootfs { DiffIds = [.. state.DiffIds] },
            History = history,
        };
    }

    private ContainerDefaults Labelled(ContainerDefaults config)
    {
        if (session.Options.Labels.Count == 0)
        {
            return config;
        }

        Dictionary<string, string> labels = new(config.Labels ?? new Dictionary<string, string>());
        foreach ((string key, string value) in session.Options.Labels)
        {
            labels[key] = value;
        }

        return config with { Labels = labels };
    }

    private List<string> Warnings()
    {
        string[] unused = [.. session.Graph.Arguments.Unused];
        return unused.Length == 0
            ? []
            : [$"One or more build-args [{string.Join(' ', unused)}] were not consumed"];
    }

    // A base image may have Docker's types; the bytes are the same, the manifest is OCI's.
    private static Descriptor ToOci(Descriptor layer) => layer.MediaType switch
    {
        MediaTypes.DockerLayerTar => layer with { MediaType = MediaTypes.OciLayerTar },
        MediaTypes.DockerLayerGzip => layer with { MediaType = MediaTypes.OciLayerGzip },
        MediaTypes.DockerLayerZstd => layer with { MediaType = MediaTypes.OciLayerZstd },
        _ => layer,
    };
}
