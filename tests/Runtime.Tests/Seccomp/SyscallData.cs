using System.Buffers.Binary;

namespace MiniDocker.Runtime.Tests.Seccomp;

/// <summary>What a filter sees of a call: struct seccomp_data of linux/seccomp.h.</summary>
internal sealed record SyscallData(uint Number, uint Architecture, params ulong[] Arguments)
{
    internal const uint X86_64 = 0xc000003e, X86 = 0x40000003, Arm64 = 0xc00000b7;

    internal byte[] ToBytes()
    {
        byte[] bytes = new byte[64];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Number);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), Architecture);
        for (int i = 0; i < Arguments.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(16 + i * 8), Arguments[i]);
        }

        return bytes;
    }
}
