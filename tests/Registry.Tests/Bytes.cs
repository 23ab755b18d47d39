using System.Security.Cryptography;
using MiniDocker.Oci;

namespace MiniDocker.Registry.Tests;

/// <summary>Content for tests.</summary>
internal static class Bytes
{
    internal static byte[] Random(int length) => RandomNumberGenerator.GetBytes(length);

    internal static Digest DigestOf(byte[] content, DigestAlgorithm algorithm)
    {
        using IncrementalHash hash = Digest.CreateHash(algorithm);
        hash.AppendData(content);
        return Digest.FromIncremental(algorithm, hash);
    }
}
