using MiniDocker.Oci;
using MiniDocker.Storage;
using MiniDocker.Storage.Images;

namespace MiniDocker.Engine.Images;

/// <summary>How an image came to be.</summary>
public static class ImageHistory
{
    /// <summary>The steps, newest first. A layer without a step gets a row of its own.</summary>
    public static IReadOnlyList<HistoryRow> Of(StorageRoot root, Image image)
    {
        var sizes = new Queue<long>(new ImageSizes(root).Layers(image));
        var rows = new List<HistoryRow>();
        foreach (HistoryEntry step in image.Config.History ?? [])
        {
            long size = step.EmptyLayer == true || sizes.Count == 0 ? 0 : sizes.Dequeue();
            rows.Add(new HistoryRow(
                default, Rfc3339.TryParse(step.Created), step.CreatedBy ?? "", size,
                step.Comment ?? ""));
        }
        while (sizes.Count > 0)
            rows.Add(new HistoryRow(default, image.Config.CreatedTime, "", sizes.Dequeue(), ""));
        rows.Reverse();
        if (rows.Count > 0)
            rows[0] = rows[0] with { ImageId = image.Id };
        return rows;
    }
}
