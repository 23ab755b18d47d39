using System.Buffers.Binary;
using MiniDocker.Runtime.Cgroups;

namespace MiniDocker.Runtime.Tests.Cgroups;

/// <summary>The part of eBPF that device programs use, after the kernel's documentation.</summary>
internal static class EbpfInterpreter
{
    internal static bool Allows(
        byte[] program, char type, int major, int minor, DeviceAccess access)
    {
        uint[] context = [(uint)access << 16 | (type == 'b' ? 1u : 2u), (uint)major, (uint)minor];
        ulong[] registers = new ulong[11];
        for (int at = 0; ; at++)
        {
            ulong code = BinaryPrimitives.ReadUInt64LittleEndian(program.AsSpan(at * 8));
            ref ulong target = ref registers[code >> 8 & 15];
            ulong source = registers[code >> 12 & 15];
            var offset = (short)(code >> 16);
            ulong value = (ulong)(int)(code >> 32);
            switch ((byte)code)
            {
                case 0x61: target = context[offset / 4]; break;
                case 0xbf: target = source; break;
                case 0xb7: target = value; break;
                case 0x57: target &= value; break;
                case 0x77: target >>= (int)value; break;
                case 0x15: at += target == value ? offset : 0; break;
                case 0x55: at += target != value ? offset : 0; break;
                case 0x5d: at += target != source ? offset : 0; break;
                case 0x95: return registers[0] == 1;
                default: throw new InvalidOperationException($"instruction {code:x16}");
            }
        }
    }
}
