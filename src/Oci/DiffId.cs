using System.Text.Json.Serialization;
using MiniDocker.Oci.Json;

namespace MiniDocker.Oci;

/// <summary>
/// The digest of a layer's uncompressed tar (image-spec config.md, "Layer DiffID"). A type of its
/// own, so that it is never taken for the digest of the compressed blob.
/// </summary>
/// <param name="Digest">The hash of the uncompressed bytes.</param>
[JsonConverter(typeof(DiffIdJsonConverter))]
public readonly record struct DiffId(Digest Digest)
{
    /// <summary>Parses the text form.</summary>
    /// <exception cref="FormatException">It is no digest.</exception>
    public static DiffId Parse(string text) => new(Digest.Parse(text));

    /// <inheritdoc/>
    public override string ToString() => Digest.ToString();
}
