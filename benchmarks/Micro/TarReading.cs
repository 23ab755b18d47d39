using System.Text;
using BenchmarkDotNet.Attributes;
using MiniDocker.Storage.Tar;

namespace MiniDocker.Benchmarks.Micro;

/// <summary>Reading every entry and every byte of an archive.</summary>
[MemoryDiagnoser]
public class TarReading
{
    private readonly byte[] _archive = SampleArchive.Make();
    private readonly byte[] _buffer = new byte[64 << 10];

    [Benchmark(Baseline = true)]
    public long MiniDocker()
    {
        long bytes = 0;
        using TarReader reader = new(new MemoryStream(_archive));
        while (reader.ReadNext())
        {
            while (reader.ReadChunk(out _) is { IsEmpty: false } chunk)
                bytes += chunk.Length;
        }
        return bytes;
    }

    [Benchmark]
    public long SystemFormatsTar()
    {
        long bytes = 0;
        using System.Formats.Tar.TarReader reader = new(new MemoryStream(_archive));
        while (reader.GetNextEntry() is { } entry)
        {
            while (entry.DataStream?.Read(_buffer) is > 0 and int read)
                bytes += read;
        }
        return bytes;
    }

    [Benchmark]
    public long SharpZipLib()
    {
        long bytes = 0;
        using ICSharpCode.SharpZipLib.Tar.TarInputStream reader =
            new(new MemoryStream(_archive), Encoding.UTF8);
        while (reader.GetNextEntry() is not null)
        {
            while (reader.Read(_buffer) is > 0 and int read)
                bytes += read;
        }
        return bytes;
    }
}
