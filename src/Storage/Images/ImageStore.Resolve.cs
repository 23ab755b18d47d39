using MiniDocker.Oci;

namespace MiniDocker.Storage.Images;

public sealed partial class ImageStore
{
    private const int FullIdDigits = 64;
    private const string IdPrefix = "sha256:";

    /// <summary>
    /// Finds an image by its name, its ID or the start of its ID, as Docker does.
    /// </summary>
    /// <param name="nameOrId">What the user typed.</param>
    /// <param name="platform">Which of the image's platforms; null takes the best for this
    /// machine, or what is there.</param>
    /// <exception cref="ImageNotFoundException">There is none.</exception>
    /// <exception cref="ImageException">The start of an ID fits more than one image.</exception>
    public Image Resolve(string nameOrId, Platform? platform = null) =>
        TryResolve(nameOrId, platform)
        ?? throw new ImageNotFoundException($"No such image: {Spell(nameOrId)}");

    /// <summary>As <see cref="Resolve"/>; null when there is no such image.</summary>
    public Image? TryResolve(string nameOrId, Platform? platform = null)
    {
        if (FindByName(nameOrId) is { } reference)
            return ImageReader.Open(Content, reference.Target, platform);
        return FindById(nameOrId, platform);
    }

    /// <summary>The reference that a name means: by tag, or by the digest of its target.</summary>
    public StoredReference? FindByName(string text)
    {
        if (IsHexId(text, FullIdDigits) || ImageReference.TryParse(text) is not { } name)
            return null;
        if (Find(name) is { } found)
            return found;
        return name.Digest.IsEmpty
            ? null
            : List().FirstOrDefault(
                r => r.Name?.Name == name.Name && r.Target.Digest == name.Digest);
    }

    /// <summary>Every image once, with all names that lead to it.</summary>
    public IReadOnlyList<NamedImage> Images()
    {
        var images = new Dictionary<Digest, NamedImage>();
        foreach (IGrouping<Digest, StoredReference> group in List().GroupBy(r => r.Target.Digest))
        {
            if (ImageReader.TryOpen(Content, group.First().Target, null) is not { } image)
                continue;
            // Two manifests may share a config, such as an image and its compressed form.
            images[image.Id] = images.TryGetValue(image.Id, out NamedImage? known)
                ? known with { References = [.. known.References, .. group] }
                : new NamedImage(image, [.. group]);
        }
        return [.. images.Values];
    }

    private Image? FindById(string text, Platform? platform)
    {
        string digits = text.StartsWith(IdPrefix, StringComparison.Ordinal)
            ? text[IdPrefix.Length..] : text;
        if (!IsHexId(digits, 1))
            return null;
        Image? found = null;
        foreach (Image image in Images().Select(named => named.Image))
        {
            bool fits = image.Id.Hex.StartsWith(digits, StringComparison.Ordinal)
                || image.Target.Digest.Hex.StartsWith(digits, StringComparison.Ordinal);
            if (!fits || found?.Id == image.Id)
                continue;
            if (found is not null)
                throw new ImageException($"multiple IDs found with provided prefix: {text}");
            found = image;
        }
        return found is null || platform is null
            ? found : ImageReader.Open(Content, found.Target, platform);
    }

    private static bool IsHexId(string text, int digitsMin) =>
        text.Length >= digitsMin && text.Length <= FullIdDigits
        && text.All(char.IsAsciiHexDigitLower);

    private static string Spell(string text) =>
        IsHexId(text, FullIdDigits) || text.StartsWith(IdPrefix, StringComparison.Ordinal)
            ? text : ImageReference.TryParse(text)?.Familiar ?? text;
}
