using System.Text;
using MiniDocker.Oci;
using MiniDocker.Storage.Content;
using MiniDocker.Storage.Images.Archives;
using MiniDocker.Storage.Tar;

namespace MiniDocker.Storage.Images;

/// <summary>
/// Writes images as one tar that is an OCI layout and a <c>docker save</c> archive at once, as
/// Docker 25 and later do. The same images give the same bytes.
/// </summary>
public sealed class ImageSaver(StorageRoot root)
{
    private const uint FileMode = 0b110_100_100;
    private const string RepositoriesFile = "repositories";
    private const string Layout = """{"imageLayoutVersion":"1.0.0"}""";

    private readonly ContentStore _content = root.Content;

    /// <summary>Writes the images that the user named.</summary>
    /// <param name="names">Names, IDs, or repositories of which every tag is meant.</param>
    /// <param name="destination">Stays the caller's to dispose.</param>
    /// <param name="platform">Save only this platform of each image.</param>
    /// <param name="cancel">Stops the writing.</param>
    /// <exception cref="ImageNotFoundException">A name means nothing; nothing was written.
    /// </exception>
    public void Save(
        IReadOnlyList<string> names, Stream destination, Platform? platform,
        CancellationToken cancel)
    {
        using FileLock lease = _content.AcquireLease(cancel);
        List<(Image Image, ImageReference? Name)> selected = Select(names, platform);
        var tar = new TarWriter(destination);
        var written = new HashSet<Digest>();
        foreach ((Image image, _) in selected)
        {
            bool whole = platform is null;
            WriteClosure(tar, whole ? image.Target : image.ManifestBlob, written, cancel);
        }
        WriteText(tar, OciLayoutContents.IndexFile, Index(selected, platform).ToJson());
        WriteText(tar, DockerArchiveContents.ManifestFile, DockerManifest(selected));
        WriteText(tar, OciLayoutContents.LayoutFile, Encoding.UTF8.GetBytes(Layout));
        WriteText(tar, RepositoriesFile, Repositories(selected));
        tar.Finish();
        destination.Flush();
    }

    private List<(Image Image, ImageReference? Name)> Select(
        IReadOnlyList<string> names, Platform? platform)
    {
        var selected = new List<(Image, ImageReference?)>();
        foreach (string text in names)
        {
            if (root.Images.FindByName(text) is { } exact)
                Add(exact);
            else if (TagsOf(text) is { Count: > 0 } tags)
                tags.ForEach(Add);
            else
                selected.Add((root.Images.Resolve(text, platform), null));
        }
        return selected;

        void Add(StoredReference reference)
        {
            if (!selected.Any(s => s.Item2 == reference.Name))
                selected.Add(
                    (ImageReader.Open(_content, reference.Target, platform), reference.Name));
        }
    }

    // A repository without a tag means all of them, unless :latest was found before.
    private List<StoredReference> TagsOf(string text)
    {
        if (ImageReference.TryParse(text) is not { Tag: ImageReference.DefaultTag } name
            || text.EndsWith(":" + ImageReference.DefaultTag, StringComparison.Ordinal))
            return [];
        return [..root.Images.List().Where(r => r.Name?.Name == name.Name)];
    }

    private void WriteClosure(
        TarWriter tar, Descriptor blob, HashSet<Digest> written, CancellationToken cancel)
    {
        // A platform that was never pulled is not there, and may be missing from the archive.
        if (!_content.Contains(blob.Digest) || !written.Add(blob.Digest))
            return;
        if (MediaTypes.IsIndex(blob.MediaType))
        {
            foreach (Descriptor child in ImageIndex.Parse(_content.ReadBytes(blob)).Manifests)
                WriteClosure(tar, child, written, cancel);
        }
        else if (MediaTypes.IsManifest(blob.MediaType))
        {
            var manifest = ImageManifest.Parse(_content.ReadBytes(blob));
            foreach (Descriptor child in manifest.Layers.Prepend(manifest.Config))
                WriteClosure(tar, child, written, cancel);
        }
        WriteBlob(tar, blob, cancel);
    }

    private void WriteBlob(TarWriter tar, Descriptor blob, CancellationToken cancel)
    {
        using Stream source = _content.OpenRead(blob.Digest);
        WriteHeader(tar, PathOf(blob.Digest), source.Length);
        byte[] buffer = new byte[256 * 1024];
        while (source.Read(buffer) is > 0 and int read)
        {
            cancel.ThrowIfCancellationRequested();
            tar.Write(buffer.AsSpan(0, read));
        }
    }

    private static ImageIndex Index(
        List<(Image Image, ImageReference? Name)> selected, Platform? platform) => new()
        {
            MediaType = MediaTypes.OciIndex,
            Manifests =
            [
                .. selected.Select(s => (platform is null ? s.Image.Target : s.Image.ManifestBlob)
                    with
                {
                    Annotations = s.Name is null ? null : new Dictionary<string, string>
                    {
                        [OciLayoutContents.ContainerdName] = s.Name.ToString(),
                        [OciLayoutContents.RefName] = s.Name.Tag ?? s.Name.Digest.ToString(),
                    },
                }),
            ],
        };

    private static byte[] DockerManifest(List<(Image Image, ImageReference? Name)> selected) =>
        DockerArchiveManifest.Write(
        [
            .. selected.GroupBy(s => s.Image.Id).Select(group => new DockerArchiveManifest
            {
                Config = PathOf(group.Key),
                RepoTags =
                [
                    .. group.Where(s => s.Name?.Tag is not null).Select(s => s.Name!.Familiar),
                ],
                Layers = [.. group.First().Image.Manifest.Layers.Select(l => PathOf(l.Digest))],
            }),
        ]);

    // The oldest table: repository, tag, and the top layer, which nobody reads any more.
    private static byte[] Repositories(List<(Image Image, ImageReference? Name)> selected)
    {
        var repositories = new Dictionary<string, Dictionary<string, string>>();
        foreach ((Image image, ImageReference? name) in selected)
        {
            if (name?.Tag is null)
                continue;
            if (!repositories.TryGetValue(name.FamiliarName, out Dictionary<string, string>? tags))
                repositories[name.FamiliarName] = tags = [];
            tags[name.Tag] = image.Manifest.Layers.Count == 0
                ? "" : image.Manifest.Layers[^1].Digest.Hex;
        }
        return RepositoriesJson.Write(repositories);
    }

    private static void WriteText(TarWriter tar, string path, byte[] content)
    {
        WriteHeader(tar, path, content.Length);
        tar.Write(content);
    }

    private static void WriteHeader(TarWriter tar, string path, long size)
    {
        var entry = new TarEntry { Kind = TarEntryKind.File, Mode = FileMode, Size = size };
        entry.SetName(path);
        tar.WriteHeader(entry);
    }

    private static string PathOf(Digest digest) => $"blobs/{digest.AlgorithmName}/{digest.Hex}";
}
