using System.Buffers.Binary;

namespace MiniDocker.Runtime.Tests.Seccomp;

/// <summary>Runs a classic BPF program over struct seccomp_data, as the kernel would.</summary>
internal static class BpfInterpreter
{
    internal static (uint Action, int Executed) Run(ReadOnlySpan<byte> program, SyscallData call)
    {
        byte[] data = call.ToBytes();
        uint accumulator = 0;
        int executed = 0;
        for (int pc = 0; ; pc++)
        {
            executed++;
            ReadOnlySpan<byte> instruction = program.Slice(pc * 8, 8);
            ushort code = BinaryPrimitives.ReadUInt16LittleEndian(instruction);
            uint k = BinaryPrimitives.ReadUInt32LittleEndian(instruction[4..]);
            switch (code)
            {
                case 0x20:
                    accumulator = BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan((int)k));
                    break;
                case 0x54: accumulator &= k; break;
                case 0x05: pc += (int)k; break;
                case 0x06: return (k, executed);
                case 0x15: pc += accumulator == k ? instruction[2] : instruction[3]; break;
                case 0x25: pc += accumulator > k ? instruction[2] : instruction[3]; break;
                case 0x35: pc += accumulator >= k ? instruction[2] : instruction[3]; break;
                default: throw new InvalidDataException($"instruction {pc}: code {code:x}");
            }
        }
    }
}
