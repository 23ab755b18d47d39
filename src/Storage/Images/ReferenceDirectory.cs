using MiniDocker.Linux;
using MiniDocker.Oci;

namespace MiniDocker.Storage.Images;

/// <summary>The files of ROOT/images: their paths, and how they are read and replaced.</summary>
internal sealed class ReferenceDirectory(string root)
{
    internal string Root => root;

    internal IReadOnlyList<StoredReference> List()
    {
        var references = new List<StoredReference>();
        if (Directory.Exists(root))
            Walk(root, "", references);
        references.Sort((a, b) => string.CompareOrdinal(a.Name?.ToString(), b.Name?.ToString()));
        return references;
    }

    internal StoredReference? Read(ImageReference name) => ReadFile(PathOf(name), name);

    internal void Write(ImageReference? name, Descriptor target)
    {
        string path = name is null ? UntaggedPath(target.Digest) : PathOf(name);
        DurableFile.Replace(path, ReferenceFile.Write(target));
    }

    internal bool Delete(ImageReference? name, Digest target)
    {
        string path = name is null ? UntaggedPath(target) : PathOf(name);
        bool wasThere = DurableFile.Delete(path);
        if (wasThere)
            RemoveEmpty(Path.GetDirectoryName(path)!);
        return wasThere;
    }

    internal void Sweep()
    {
        if (Directory.Exists(root))
            Sweep(root);
    }

    private static void Sweep(string directory)
    {
        foreach (string below in Directory.EnumerateDirectories(directory))
        {
            Sweep(below);
            DirectoryMaker.TryRemove(below);
        }
    }

    // A digest says more than the tag beside it, and Docker keeps only the digest, too.
    private string PathOf(ImageReference name) => Path.Combine(
        root, name.Domain, name.Path.Replace('/', Path.DirectorySeparatorChar),
        name.Digest.IsEmpty ? ":" + name.Tag : "@" + name.Digest);

    private string UntaggedPath(Digest target) => Path.Combine(root, "@" + target);

    private static void Walk(string directory, string name, List<StoredReference> into)
    {
        foreach (FileSystemInfo entry in new DirectoryInfo(directory).EnumerateFileSystemInfos())
        {
            if (entry.Name[0] == '.')
                continue;
            if (entry is DirectoryInfo)
                Walk(entry.FullName, name.Length == 0 ? entry.Name : $"{name}/{entry.Name}", into);
            else if (entry.Name[0] is ':' or '@'
                && (name.Length == 0 || ImageReference.TryParse(name + entry.Name) is not null)
                && ReadFile(entry.FullName, name.Length == 0
                    ? null : ImageReference.Parse(name + entry.Name)) is { } reference)
                into.Add(reference);
        }
    }

    // A file that another command removes meanwhile is no reference any more.
    private static StoredReference? ReadFile(string path, ImageReference? name)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            if (file.Length > ImageLimits.ReferenceBytesMax)
                throw new ImageException(
                    $"{path}: larger than {ImageLimits.ReferenceBytesMax} bytes");
            byte[] json = new byte[file.Length];
            file.ReadExactly(json);
            return new StoredReference(
                name, ReferenceFile.Parse(json, path), File.GetLastWriteTimeUtc(path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private void RemoveEmpty(string directory)
    {
        while (directory.Length > root.Length
            && !Directory.EnumerateFileSystemEntries(directory).Any())
        {
            Directory.Delete(directory);
            directory = Path.GetDirectoryName(directory)!;
        }
    }
}
