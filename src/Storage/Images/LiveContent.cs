using System.Text.Json;
using MiniDocker.Oci;
using MiniDocker.Storage.Content;

namespace MiniDocker.Storage.Images;

/// <summary>Everything that something leads to: the mark phase of collecting garbage.</summary>
internal sealed class LiveContent(ContentStore content)
{
    private readonly HashSet<Digest> _blobs = [];
    private readonly HashSet<string> _layerNames = new(StringComparer.Ordinal);

    internal bool IsLive(Digest blob) => _blobs.Contains(blob);

    internal bool IsLive(ChainId layer) => _layerNames.Contains(layer.Digest.Hex);

    /// <summary>Marks a manifest or index, all below it, and the layers of its images.</summary>
    internal void MarkImage(Descriptor target)
    {
        if (!_blobs.Add(target.Digest) || !content.Contains(target.Digest))
            return;
        if (MediaTypes.IsIndex(target.MediaType))
        {
            foreach (Descriptor child in ImageIndex.Parse(content.ReadBytes(target)).Manifests)
                MarkImage(child);
        }
        else if (MediaTypes.IsManifest(target.MediaType))
        {
            MarkManifest(ImageManifest.Parse(content.ReadBytes(target)));
        }
    }

    /// <summary>Marks a stack of layers.</summary>
    internal void MarkLayers(IEnumerable<DiffId> diffIds)
    {
        ChainId chain = default;
        foreach (DiffId diffId in diffIds)
        {
            chain = chain.Append(diffId);
            _layerNames.Add(chain.Digest.Hex);
        }
    }

    /// <summary>
    /// Marks the layers that a container stands on, from the recipe of its root filesystem: they
    /// stay when its image was removed by force.
    /// </summary>
    /// <param name="recipe">The container's rootfs.json.</param>
    /// <param name="layersPath">ROOT/layers.</param>
    internal void MarkRecipe(string recipe, string layersPath)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(recipe));
        if (!document.RootElement.TryGetProperty("lower", out JsonElement lower))
            return;
        foreach (JsonElement item in lower.EnumerateArray())
        {
            string relative = Path.GetRelativePath(layersPath, item.GetString() ?? "");
            _layerNames.Add(relative.Split(Path.DirectorySeparatorChar)[0]);
        }
    }

    /// <summary>
    /// Marks the layer that a remembered build step made: it is what the next build reuses. A
    /// record that cannot be read is no use to a build either.
    /// </summary>
    internal void MarkBuildStep(string record)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(record));
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                if (property.Name.Equals("diffId", StringComparison.OrdinalIgnoreCase)
                    && Digest.TryParse(property.Value.GetString(), out Digest layer))
                    _blobs.Add(layer);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or IOException)
        {
            return;
        }
    }

    private void MarkManifest(ImageManifest manifest)
    {
        _blobs.Add(manifest.Config.Digest);
        foreach (Descriptor layer in manifest.Layers)
            _blobs.Add(layer.Digest);
        if (MediaTypes.IsConfig(manifest.Config.MediaType)
            && content.Contains(manifest.Config.Digest))
            MarkLayers(ImageConfig.Parse(content.ReadBytes(manifest.Config)).Rootfs.DiffIds);
    }
}
