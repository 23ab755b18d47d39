using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;
using MiniDocker.Oci;

namespace MiniDocker.ImageBuilder.Context;

/// <summary>What COPY reads from: the build context, a stage, or an unpacked archive.</summary>
internal sealed class SourceTree(RootedTree files) : IDisposable
{
    private const int BufferBytes = 128 * 1024;

    internal RootedTree Files { get; } = files;

    /// <summary>What an ignore file takes away.</summary>
    internal PathPatterns Ignored { get; init; } = PathPatterns.None;

    /// <summary>The digests known from earlier builds; null where reading is cheap.</summary>
    internal StatCache? Digests { get; init; }

    /// <summary>
    /// Whether owners mean something: those of a stage do, those of the host's files do not.
    /// </summary>
    internal bool KeepsOwners { get; init; }

    /// <summary>The digest of a file's content, from memory if nothing about it changed.</summary>
    internal Digest DigestOf(string path, in FileStatus status)
    {
        if (Digests is not null && Digests.TryGet(path, status, out Digest known))
        {
            return known;
        }

        using SafeFileHandle file = Files.OpenRead(path);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        long offset = 0;
        while (RandomAccess.Read(file, buffer, offset) is > 0 and int read)
        {
            hash.AppendData(buffer, 0, read);
            offset += read;
        }

        ArrayPool<byte>.Shared.Return(buffer);
        Digest digest = Digest.FromIncremental(DigestAlgorithm.Sha256, hash);
        Digests?.Put(path, status, digest);
        return digest;
    }

    public void Dispose() => Files.Dispose();
}
