using MiniDocker.Storage.Tar;

namespace MiniDocker.Benchmarks.Micro;

/// <summary>The same archive for every run: 2,000 files of up to 32 KiB, half of it text.</summary>
internal static class SampleArchive
{
    private const int Files = 2000, FileBytesMax = 32 << 10;

    internal static byte[] Make()
    {
        Random random = new(1);
        MemoryStream result = new();
        TarWriter writer = new(result);
        TarEntry entry = new() { Mode = 0x1A4, ModifiedTime = new UnixTime(1_700_000_000) };
        for (int i = 0; i < Files; i++)
        {
            byte[] contents = new byte[random.Next(FileBytesMax)];
            random.NextBytes(contents.AsSpan(0, contents.Length / 2));
            for (int at = contents.Length / 2; at < contents.Length; at++)
                contents[at] = (byte)"etaoin shrdlu"[random.Next(13)];
            entry.SetName($"usr/share/doc/package-{i / 20}/file-{i}");
            writer.WriteFile(entry, contents);
        }
        writer.Finish();
        return result.ToArray();
    }
}
