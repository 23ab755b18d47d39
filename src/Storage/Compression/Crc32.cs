using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MiniDocker.Storage.Compression;

/// <summary>
/// The CRC-32 of gzip, by carry-less multiplication where the processor has it: Gopal et al.,
/// "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ" (Intel, 2009), whose constants
/// these are.
/// </summary>
internal static class Crc32
{
    private static readonly uint[] Table = MakeTable();

    /// <summary>Continues a checksum; starts with 0.</summary>
    internal static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        if (Pclmulqdq.IsSupported && Sse41.IsSupported && bytes.Length >= 64)
        {
            int folded = bytes.Length & ~15;
            crc = Fold(crc, bytes[..folded]);
            bytes = bytes[folded..];
        }
        foreach (byte b in bytes)
            crc = Table[(byte)(crc ^ b)] ^ (crc >> 8);
        return ~crc;
    }

    private static uint Fold(uint crc, ReadOnlySpan<byte> bytes)
    {
        Vector128<ulong> k1k2 = Vector128.Create(0x0154442bd4UL, 0x01c6e41596UL);
        Vector128<ulong> k3k4 = Vector128.Create(0x01751997d0UL, 0x00ccaa009eUL);
        ref byte at = ref MemoryMarshal.GetReference(bytes);
        nuint left = (nuint)bytes.Length;

        Vector128<ulong> x1 = Load(ref at, 0) ^ Vector128.CreateScalar(crc).AsUInt64();
        Vector128<ulong> x2 = Load(ref at, 16), x3 = Load(ref at, 32), x4 = Load(ref at, 48);
        for (at = ref Unsafe.AddByteOffset(ref at, 64), left -= 64; left >= 64; left -= 64)
        {
            x1 = Multiply(x1, k1k2) ^ Load(ref at, 0);
            x2 = Multiply(x2, k1k2) ^ Load(ref at, 16);
            x3 = Multiply(x3, k1k2) ^ Load(ref at, 32);
            x4 = Multiply(x4, k1k2) ^ Load(ref at, 48);
            at = ref Unsafe.AddByteOffset(ref at, 64);
        }
        x1 = Multiply(x1, k3k4) ^ x2;
        x1 = Multiply(x1, k3k4) ^ x3;
        x1 = Multiply(x1, k3k4) ^ x4;
        for (; left >= 16; left -= 16)
        {
            x1 = Multiply(x1, k3k4) ^ Load(ref at, 0);
            at = ref Unsafe.AddByteOffset(ref at, 16);
        }
        return Reduce(x1, k3k4);
    }

    // 128 bits to 64, to 32, and Barrett's reduction.
    private static uint Reduce(Vector128<ulong> x, Vector128<ulong> k3k4)
    {
        Vector128<ulong> low32 = Vector128.Create(0xFFFFFFFFUL, 0xFFFFFFFFUL);
        Vector128<ulong> k5 = Vector128.CreateScalar(0x0163cd6124UL);
        Vector128<ulong> poly = Vector128.Create(0x01db710641UL, 0x01f7011641UL);

        x = Sse2.ShiftRightLogical128BitLane(x, 8)
            ^ Pclmulqdq.CarrylessMultiply(x, k3k4, 0x10);
        x = Sse2.ShiftRightLogical128BitLane(x, 4)
            ^ Pclmulqdq.CarrylessMultiply(x & low32, k5, 0x00);
        Vector128<ulong> y = Pclmulqdq.CarrylessMultiply(x & low32, poly, 0x10) & low32;
        x ^= Pclmulqdq.CarrylessMultiply(y, poly, 0x00);
        return x.AsUInt32().GetElement(1);
    }

    private static Vector128<ulong> Multiply(Vector128<ulong> x, Vector128<ulong> k) =>
        Pclmulqdq.CarrylessMultiply(x, k, 0x00) ^ Pclmulqdq.CarrylessMultiply(x, k, 0x11);

    private static Vector128<ulong> Load(ref byte at, nuint offset) =>
        Vector128.LoadUnsafe(ref at, offset).AsUInt64();

    private static uint[] MakeTable()
    {
        uint[] table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            uint value = i;
            for (int bit = 0; bit < 8; bit++)
                value = (value >> 1) ^ (0xEDB88320 & (uint)-(int)(value & 1));
            table[i] = value;
        }
        return table;
    }
}
