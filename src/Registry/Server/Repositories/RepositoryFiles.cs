using System.Text;
using System.Text.Json;
using MiniDocker.Oci;
using MiniDocker.Storage;

namespace MiniDocker.Registry.Server.Repositories;

/// <summary>
/// Repositories on disk, below ROOT/registry/repositories/NAME. Names cannot start with "_", so
/// the directories of a repository and those of repositories below it never clash:
/// <c>_tags/TAG</c> holds a digest, <c>_manifests/ALGORITHM/HEX</c> a <see cref="ManifestRecord"/>,
/// <c>_blobs/ALGORITHM/HEX</c> nothing. Each file is whole or absent.
/// </summary>
internal sealed class RepositoryFiles(string directory)
{
    private const string Tags = "_tags", Manifests = "_manifests", Blobs = "_blobs";

    internal void WriteTag(string repository, string tag, Digest digest) =>
        DurableFile.Replace(
            $"{directory}/{repository}/{Tags}/{tag}", Encoding.ASCII.GetBytes($"{digest}\n"));

    internal void DeleteTag(string repository, string tag) =>
        DurableFile.Delete($"{directory}/{repository}/{Tags}/{tag}");

    internal void WriteManifest(string repository, ManifestRecord record) =>
        DurableFile.Replace(
            PathOf(repository, Manifests, record.Descriptor.Digest),
            JsonSerializer.SerializeToUtf8Bytes(record, ServerJson.Default.ManifestRecord));

    internal void DeleteManifest(string repository, Digest digest) =>
        DurableFile.Delete(PathOf(repository, Manifests, digest));

    internal void WriteBlob(string repository, Digest digest) =>
        DurableFile.Create(PathOf(repository, Blobs, digest));

    internal void DeleteBlob(string repository, Digest digest) =>
        DurableFile.Delete(PathOf(repository, Blobs, digest));

    /// <summary>Reads every repository; what a crash left half written is skipped.</summary>
    internal IEnumerable<Repository> Load() =>
        Directory.Exists(directory) ? LoadBelow("") : [];

    private IEnumerable<Repository> LoadBelow(string name)
    {
        foreach (string path in Directory.EnumerateDirectories($"{directory}/{name}"))
        {
            string segment = Path.GetFileName(path);
            if (segment.StartsWith('_'))
                continue;
            string child = name.Length == 0 ? segment : $"{name}/{segment}";
            if (Directory.Exists($"{path}/{Blobs}") || Directory.Exists($"{path}/{Manifests}"))
                yield return Load(child);
            foreach (Repository below in LoadBelow(child))
                yield return below;
        }
    }

    private Repository Load(string name)
    {
        var repository = new Repository(name);
        foreach ((Digest digest, _) in Entries($"{directory}/{name}/{Blobs}"))
            repository.AddBlob(digest);
        foreach ((_, string path) in Entries($"{directory}/{name}/{Manifests}"))
        {
            repository.AddManifest(ReadManifest(path));
        }

        string tags = $"{directory}/{name}/{Tags}";
        if (!Directory.Exists(tags))
            return repository;
        foreach (string path in Directory.EnumerateFiles(tags))
        {
            string tag = Path.GetFileName(path);
            if (!DurableFile.IsTemporary(tag)
                && Digest.TryParse(File.ReadAllText(path).AsSpan().TrimEnd(), out Digest digest)
                && repository.TryGetManifest(digest, out _))
                repository.SetTag(tag, digest);
        }

        return repository;
    }

    // Files appear whole: one that cannot be read was damaged, and guessing would lose an image.
    private static ManifestRecord ReadManifest(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(
                File.ReadAllBytes(path), ServerJson.Default.ManifestRecord)!;
        }
        catch (JsonException e)
        {
            throw new StorageFormatException(
                $"{path} is damaged (byte {e.BytePositionInLine}): restore it, or remove it and "
                + "push the image again");
        }
    }

    private static IEnumerable<(Digest Digest, string Path)> Entries(string parent)
    {
        foreach (string algorithm in (string[])["sha256", "sha512"])
        {
            if (!Directory.Exists($"{parent}/{algorithm}"))
                continue;
            foreach (string path in Directory.EnumerateFiles($"{parent}/{algorithm}"))
            {
                if (Digest.TryParse($"{algorithm}:{Path.GetFileName(path)}", out Digest digest))
                    yield return (digest, path);
            }
        }
    }

    private string PathOf(string repository, string kind, Digest digest) =>
        $"{directory}/{repository}/{kind}/{digest.AlgorithmName}/{digest.Hex}";
}
