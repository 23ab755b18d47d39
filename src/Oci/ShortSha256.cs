using System.Buffers.Binary;
using System.Numerics;

namespace MiniDocker.Oci;

/// <summary>
/// SHA-256 (FIPS 180-4) of a few hundred bytes in plain C#. The platform's SHA256 loads OpenSSL,
/// 2.5 ms and 4 MiB, which a container start must not pay for the chain of its image's layers.
/// </summary>
internal static class ShortSha256
{
    internal const int HashLength = 32;
    private const int BlockLength = 64;

    /// <summary>
    /// First 32 bits of the fractional parts of the cube roots of the first 64 primes.
    /// </summary>
    private static ReadOnlySpan<uint> RoundConstants =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
        0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe,
        0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
        0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
        0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc,
        0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
        0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116,
        0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
        0xc67178f2,
    ];

    /// <summary>
    /// First 32 bits of the fractional parts of the square roots of the first 8 primes.
    /// </summary>
    private static ReadOnlySpan<uint> InitialState =>
    [
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
        0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
    ];

    internal static void Hash(ReadOnlySpan<byte> message, Span<byte> hash)
    {
        Span<uint> state = stackalloc uint[8];
        InitialState.CopyTo(state);

        ReadOnlySpan<byte> rest = message;
        for (; rest.Length >= BlockLength; rest = rest[BlockLength..])
            Compress(state, rest[..BlockLength]);

        // The tail: the message's last bytes, a one bit, zeros, and the length in bits.
        Span<byte> tail = stackalloc byte[2 * BlockLength];
        tail.Clear();
        rest.CopyTo(tail);
        tail[rest.Length] = 0x80;
        tail = tail[..(rest.Length < BlockLength - 8 ? BlockLength : 2 * BlockLength)];
        BinaryPrimitives.WriteInt64BigEndian(tail[^8..], message.Length * 8L);
        for (; tail.Length > 0; tail = tail[BlockLength..])
            Compress(state, tail[..BlockLength]);

        for (int i = 0; i < state.Length; i++)
            BinaryPrimitives.WriteUInt32BigEndian(hash[(4 * i)..], state[i]);
    }

    private static void Compress(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> w = stackalloc uint[64];
        for (int i = 0; i < 16; i++)
            w[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(4 * i)..]);
        for (int i = 16; i < 64; i++)
            w[i] = w[i - 16] + Sigma(w[i - 15], 7, 18, 3) + w[i - 7] + Sigma(w[i - 2], 17, 19, 10);

        uint a = state[0], b = state[1], c = state[2], d = state[3];
        uint e = state[4], f = state[5], g = state[6], h = state[7];
        for (int i = 0; i < 64; i++)
        {
            uint t1 = h + (Rotations(e, 6, 11) ^ BitOperations.RotateRight(e, 25))
                + ((e & f) ^ (~e & g)) + RoundConstants[i] + w[i];
            uint t2 = (Rotations(a, 2, 13) ^ BitOperations.RotateRight(a, 22))
                + ((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + t1, c, b, a, t1 + t2);
        }

        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }

    private static uint Rotations(uint x, int first, int second) =>
        BitOperations.RotateRight(x, first) ^ BitOperations.RotateRight(x, second);

    private static uint Sigma(uint x, int first, int second, int shift) =>
        Rotations(x, first, second) ^ (x >> shift);
}
