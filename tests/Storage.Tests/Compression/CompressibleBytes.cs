using CsCheck;

namespace MiniDocker.Storage.Tests.Compression;

/// <summary>Bytes with runs, repeats near and far, and noise: every path of a decoder.</summary>
internal static class CompressibleBytes
{
    internal static Gen<byte[]> Gen { get; } =
        CsCheck.Gen.Select(CsCheck.Gen.Int[0, 1 << 20], CsCheck.Gen.Int[0, 700_000], Make);

    internal static byte[] Make(int seed, int length)
    {
        Random random = new(seed);
        byte[] bytes = new byte[length];
        for (int at = 0; at < length;)
        {
            int run = Math.Min(random.Next(1, 2000), length - at);
            Span<byte> target = bytes.AsSpan(at, run);
            switch (random.Next(4))
            {
                case 0:
                    random.NextBytes(target);
                    break;
                case 1:
                    target.Fill((byte)random.Next(256));
                    break;
                case 2:
                    for (int i = 0; i < run; i++)
                        target[i] = (byte)"etaoin shrdlu"[random.Next(13)];
                    break;
                default:
                    int from = random.Next(Math.Max(0, at - 40_000), at + 1);
                    for (int i = 0; i < run; i++)
                        target[i] = from + i < at + i ? bytes[from + i] : (byte)0;
                    break;
            }
            at += run;
        }
        return bytes;
    }
}
