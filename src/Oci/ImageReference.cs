namespace MiniDocker.Oci;

/// <summary>
/// The name of an image: registry, repository, and a tag or a digest or both, normalised as
/// Docker does: <c>ubuntu</c> is <c>docker.io/library/ubuntu:latest</c>.
/// </summary>
public sealed partial record ImageReference
{
    /// <summary>The registry of names that state none.</summary>
    public const string DefaultDomain = "docker.io";

    /// <summary>The tag of references that state neither tag nor digest.</summary>
    public const string DefaultTag = "latest";

    private const string OfficialPrefix = "library/";

    private ImageReference(string domain, string path, string? tag, Digest digest)
    {
        Domain = domain;
        Path = path;
        Tag = tag;
        Digest = digest;
    }

    /// <summary>The registry's host and port.</summary>
    public string Domain { get; }

    /// <summary>The repository inside the registry.</summary>
    public string Path { get; }

    /// <summary>The tag; null when there is none.</summary>
    public string? Tag { get; private init; }

    /// <summary>The digest; empty when there is none.</summary>
    public Digest Digest { get; private init; }

    /// <summary>Registry and repository in full: docker.io/library/ubuntu.</summary>
    public string Name => $"{Domain}/{Path}";

    /// <summary>The name as a person types it: ubuntu.</summary>
    public string FamiliarName =>
        Domain != DefaultDomain ? Name
        : Path.StartsWith(OfficialPrefix, StringComparison.Ordinal)
            && Path.IndexOf('/', OfficialPrefix.Length) < 0 ? Path[OfficialPrefix.Length..]
        : Path;

    /// <summary>
    /// The reference as a person types it, with its tag and digest: ubuntu:latest.
    /// </summary>
    public string Familiar => FamiliarName + Suffix;

    /// <summary>":tag", "@digest", both or "".</summary>
    public string Suffix =>
        (Tag is null ? "" : ":" + Tag) + (Digest.IsEmpty ? "" : "@" + Digest);

    /// <summary>True when neither a tag nor a digest is stated.</summary>
    public bool IsNameOnly => Tag is null && Digest.IsEmpty;

    /// <summary>The same name with another tag and no digest.</summary>
    /// <exception cref="OciFormatException">The tag is none.</exception>
    public ImageReference WithTag(string tag) =>
        IsTag(tag)
            ? this with { Tag = tag, Digest = default }
            : throw new OciFormatException($"invalid tag format: {OciText.Quote(tag)}");

    /// <summary>The same name with a digest and no tag.</summary>
    public ImageReference WithDigest(Digest digest) => this with { Tag = null, Digest = digest };

    /// <summary>The same name with neither tag nor digest.</summary>
    public ImageReference NameOnly() => this with { Tag = null, Digest = default };

    /// <summary>The reference in full: docker.io/library/ubuntu:latest.</summary>
    public override string ToString() => Name + Suffix;
}
