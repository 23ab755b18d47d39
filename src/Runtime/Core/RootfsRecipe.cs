using System.Text.Json;
using MiniDocker.Oci;

namespace MiniDocker.Runtime;

/// <summary>
/// `rootfs.json` of a bundle: an overlay that is mounted inside the container's mount namespace on
/// the bundle's root.path. Without this file, root.path is the root file system itself.
/// </summary>
public sealed record RootfsRecipe
{
    /// <summary>The name of the file in a bundle.</summary>
    public const string FileName = "rootfs.json";

    /// <summary>The version of the format; readers refuse any but 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>
    /// Absolute paths, topmost first: directories, or EROFS image files.
    /// </summary>
    public IReadOnlyList<string> Lower { get; init => field = value ?? []; } = [];

    /// <summary>The directory that receives writes; null for a read-only root.</summary>
    public string? Upper { get; init; }

    /// <summary>An empty directory on the file system of <see cref="Upper"/>.</summary>
    public string? Work { get; init; }

    /// <summary>Whether the root is mounted read-only.</summary>
    public bool Readonly { get; init; }

    /// <summary>
    /// Reads the file's text; a broken one is an <see cref="OciFormatException"/>.
    /// </summary>
    public static RootfsRecipe Parse(ReadOnlySpan<byte> json)
    {
        RootfsRecipe recipe;
        try
        {
            recipe = JsonSerializer.Deserialize(json, RuntimeFilesJson.Default.RootfsRecipe)
                ?? throw new OciFormatException("rootfs.json: is null");
        }
        catch (JsonException e)
        {
            throw new OciFormatException($"rootfs.json: {e.Path}: {e.Message}", e);
        }
        if (recipe.Version != 1)
            throw new OciFormatException(
                $"rootfs.json: version: {recipe.Version} is not known; this program reads 1");
        if (recipe.Lower.Count == 0)
            throw new OciFormatException("rootfs.json: lower: at least one directory is needed");
        if (recipe.Lower.Count > RuntimeLimits.LowerLayersMax)
            throw new OciFormatException($"rootfs.json: lower: {recipe.Lower.Count} layers; "
                + $"the limit is {RuntimeLimits.LowerLayersMax}");
        if (recipe.Upper is null != recipe.Work is null)
            throw new OciFormatException("rootfs.json: upper and work go together");
        return recipe;
    }

    /// <summary>The file's text.</summary>
    public byte[] ToJson() =>
        JsonSerializer.SerializeToUtf8Bytes(this, RuntimeFilesJson.Default.RootfsRecipe);
}
