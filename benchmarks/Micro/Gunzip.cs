using System.IO.Compression;
using BenchmarkDotNet.Attributes;
using MiniDocker.Storage.Compression;

namespace MiniDocker.Benchmarks.Micro;

/// <summary>Decompressing a layer of gzip, checksums included.</summary>
[MemoryDiagnoser]
public class Gunzip
{
    private readonly byte[] _buffer = new byte[256 << 10];
    private readonly byte[] _gzip = Compress(SampleArchive.Make());

    [Benchmark(Baseline = true)]
    public long MiniDocker() => Read(Decompressor.Open(new MemoryStream(_gzip)));

    [Benchmark]
    public long SystemIOCompression() =>
        Read(new GZipStream(new MemoryStream(_gzip), CompressionMode.Decompress));

    [Benchmark]
    public long SharpZipLib() => Read(
        new ICSharpCode.SharpZipLib.GZip.GZipInputStream(new MemoryStream(_gzip)));

    private long Read(Stream stream)
    {
        long bytes = 0;
        using (stream)
        {
            while (stream.Read(_buffer) is > 0 and int read)
                bytes += read;
        }
        return bytes;
    }

    private static byte[] Compress(byte[] bytes)
    {
        MemoryStream result = new();
        using (Stream gzip = Compressor.Create(result, CompressionFormat.Gzip))
            gzip.Write(bytes);
        return result.ToArray();
    }
}
