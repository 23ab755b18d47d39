using System.Text.Json.Nodes;
using MiniDocker.Oci;
using MiniDocker.Storage;
using MiniDocker.Storage.Images;

namespace MiniDocker.Engine.Images;

/// <summary>An image as <c>docker image inspect</c> prints it.</summary>
public static class ImageInspection
{
    /// <summary>All that is known of an image.</summary>
    public static JsonObject Of(StorageRoot root, Image image)
    {
        NamedImage named = root.Images.Images().FirstOrDefault(i => i.Image.Id == image.Id)
            ?? new NamedImage(image, []);
        ImageConfig config = image.Config;
        JsonObject document = JsonNode.Parse(config.ToJson())!.AsObject();
        return new JsonObject
        {
            ["Id"] = image.Id.ToString(),
            ["RepoTags"] = List(named.Names.Where(n => n.Tag is not null).Select(n => n.Familiar)),
            ["RepoDigests"] = List(RepoDigests(named)),
            ["Parent"] = "",
            ["Comment"] = config.Comment ?? "",
            ["Created"] = config.Created ?? "0001-01-01T00:00:00Z",
            ["DockerVersion"] = config.DockerVersion ?? "",
            ["Author"] = config.Author ?? "",
            ["Config"] = document["config"]?.DeepClone() ?? new JsonObject(),
            ["Architecture"] = config.Architecture,
            ["Variant"] = config.Variant,
            ["Os"] = config.OS,
            ["Size"] = new ImageSizes(root).Of(image),
            ["GraphDriver"] = new JsonObject
            {
                ["Data"] = LayerPaths(root, image),
                ["Name"] = "overlayfs",
            },
            ["RootFS"] = new JsonObject
            {
                ["Type"] = "layers",
                ["Layers"] = List(config.Rootfs.DiffIds.Select(d => d.ToString())),
            },
            ["Metadata"] = new JsonObject
            {
                ["LastTagTime"] = named.References.Count == 0
                    ? "0001-01-01T00:00:00Z"
                    : Rfc3339.Format(named.References.Max(r => r.Updated)),
            },
            ["Descriptor"] = JsonNode.Parse(image.Target.ToJson()),
        };
    }

    /// <summary>name@digest for each repository that has a name of the image.</summary>
    public static IEnumerable<string> RepoDigests(NamedImage image) =>
        image.References
            .Where(r => r.Name is not null)
            .Select(r => $"{r.Name!.FamiliarName}@{r.Target.Digest}")
            .Distinct();

    private static JsonObject LayerPaths(StorageRoot root, Image image) =>
        image.ChainId.IsEmpty || !root.Layers.Contains(image.ChainId)
            ? []
            : new JsonObject
            {
                ["LowerDirs"] = string.Join(':', root.Layers.LowerDirs(image.ChainId)),
            };

    private static JsonArray List(IEnumerable<string> items)
    {
        var list = new JsonArray();
        foreach (string item in items)
            list.Add((JsonNode)item);
        return list;
    }
}
