using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using MiniDocker.Oci.Json;

namespace MiniDocker.Oci;

/// <summary>
/// The address of a blob: <c>sha256:</c> or <c>sha512:</c> and lower-case hexadecimal digits
/// (image-spec descriptor.md, "Digests"). The hash lies inline: parsing, comparing and formatting
/// allocate nothing. <c>default</c> is "no digest", is equal only to itself and formats as "".
/// </summary>
[JsonConverter(typeof(DigestJsonConverter))]
public readonly partial struct Digest : IEquatable<Digest>, IComparable<Digest>
{
    private readonly HashBuffer _hash;

    private Digest(DigestAlgorithm algorithm, ReadOnlySpan<byte> hash)
    {
        Algorithm = algorithm;
        hash.CopyTo(_hash);
    }

    /// <summary>The hash function; <see cref="DigestAlgorithm.None"/> for <c>default</c>.</summary>
    public DigestAlgorithm Algorithm { get; }

    /// <summary>True for <c>default</c>.</summary>
    public bool IsEmpty => Algorithm == DigestAlgorithm.None;

    /// <summary>The hash's lower-case hexadecimal digits; allocates.</summary>
    public string Hex => Convert.ToHexStringLower(Hash);

    /// <summary>The name of the algorithm as digests spell it; "" for <c>default</c>.</summary>
    public string AlgorithmName => NameOf(Algorithm);

    [UnscopedRef]
    private ReadOnlySpan<byte> Hash => ((ReadOnlySpan<byte>)_hash)[..HashLength(Algorithm)];

    /// <summary>Wraps a finished hash.</summary>
    /// <exception cref="ArgumentException">The length is not the algorithm's.</exception>
    public static Digest FromHash(DigestAlgorithm algorithm, ReadOnlySpan<byte> hash)
    {
        if (algorithm == DigestAlgorithm.None || hash.Length != HashLength(algorithm))
            throw new ArgumentException($"{hash.Length} bytes are no {algorithm} hash");
        return new Digest(algorithm, hash);
    }

    /// <summary>Hashes bytes with SHA-256. Loads OpenSSL: not for the start path.</summary>
    public static Digest Compute(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return new Digest(DigestAlgorithm.Sha256, hash);
    }

    /// <summary>
    /// Starts an incremental hash of this digest's algorithm, to verify a stream.
    /// </summary>
    /// <remarks>The caller disposes it.</remarks>
    public IncrementalHash CreateHash() => CreateHash(Algorithm);

    /// <summary>Starts an incremental hash; the caller disposes it.</summary>
    public static IncrementalHash CreateHash(DigestAlgorithm algorithm) =>
        IncrementalHash.CreateHash(algorithm switch
        {
            DigestAlgorithm.Sha256 => HashAlgorithmName.SHA256,
            DigestAlgorithm.Sha512 => HashAlgorithmName.SHA512,
            _ => throw new ArgumentException("an empty digest has no hash algorithm"),
        });

    /// <summary>Finishes an incremental hash and resets it for the next use.</summary>
    public static Digest FromIncremental(DigestAlgorithm algorithm, IncrementalHash hash)
    {
        Span<byte> bytes = stackalloc byte[HashLength(DigestAlgorithm.Sha512)];
        int length = hash.GetHashAndReset(bytes);
        return FromHash(algorithm, bytes[..length]);
    }

    /// <summary>Copies the raw hash; returns its length in bytes.</summary>
    public int CopyHashTo(Span<byte> destination)
    {
        Hash.CopyTo(destination);
        return Hash.Length;
    }

    /// <inheritdoc/>
    public bool Equals(Digest other) =>
        Algorithm == other.Algorithm && Hash.SequenceEqual(other.Hash);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Digest other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        Unsafe.ReadUnaligned<int>(ref Unsafe.AsRef(in ((ReadOnlySpan<byte>)_hash)[0]));

    /// <summary>Orders by algorithm, then by hash: the order of the text form.</summary>
    public int CompareTo(Digest other) =>
        Algorithm != other.Algorithm
            ? Algorithm.CompareTo(other.Algorithm)
            : Hash.SequenceCompareTo(other.Hash);

    /// <summary>Equality of algorithm and hash.</summary>
    public static bool operator ==(Digest left, Digest right) => left.Equals(right);

    /// <summary>Inequality of algorithm or hash.</summary>
    public static bool operator !=(Digest left, Digest right) => !left.Equals(right);

    /// <summary>Order of the text form.</summary>
    public static bool operator <(Digest left, Digest right) => left.CompareTo(right) < 0;

    /// <summary>Order of the text form.</summary>
    public static bool operator >(Digest left, Digest right) => left.CompareTo(right) > 0;

    /// <summary>Order of the text form.</summary>
    public static bool operator <=(Digest left, Digest right) => left.CompareTo(right) <= 0;

    /// <summary>Order of the text form.</summary>
    public static bool operator >=(Digest left, Digest right) => left.CompareTo(right) >= 0;

    private static int HashLength(DigestAlgorithm algorithm) => algorithm switch
    {
        DigestAlgorithm.Sha256 => SHA256.HashSizeInBytes,
        DigestAlgorithm.Sha512 => SHA512.HashSizeInBytes,
        _ => 0,
    };

    private static string NameOf(DigestAlgorithm algorithm) => algorithm switch
    {
        DigestAlgorithm.Sha256 => "sha256",
        DigestAlgorithm.Sha512 => "sha512",
        _ => "",
    };

    [InlineArray(SHA512.HashSizeInBytes)]
    private struct HashBuffer
    {
        private byte _first;
    }
}
