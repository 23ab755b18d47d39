using System.Buffers.Binary;

namespace MiniDocker.Runtime.Seccomp;

/// <summary>
/// Assembles classic BPF (Documentation/networking/filter.rst) from its last instruction to its
/// first. Classic BPF jumps only forward, so that way every target is known when the jump to it is
/// written; a label is the number of instructions that follow it. Conditional jumps reach 255
/// instructions: a farther target gets an unconditional jump in between.
/// </summary>
internal sealed class BpfAssembler
{
    internal const int InstructionBytes = 8;

    /// <summary>BPF_MAXINSNS of linux/bpf_common.h.</summary>
    internal const int InstructionsMax = 4096;

    private const int ReachMax = 255;

    private const ushort LoadWord = 0x20, And = 0x54, Return = 0x06, JumpAlways = 0x05;

    private readonly List<ulong> reversed = [];
    private readonly Dictionary<uint, int> returns = [];

    /// <summary>A place to jump to: the instruction that was emitted last.</summary>
    internal int Here => reversed.Count;

    /// <summary>Loads 32 bits of struct seccomp_data at a byte offset.</summary>
    internal int Load(int offset) => Emit(LoadWord, 0, 0, (uint)offset);

    /// <summary>Keeps the bits of a mask.</summary>
    internal int Mask(uint mask) => Emit(And, 0, 0, mask);

    /// <summary>Ends with an action; an earlier one like it, if near, serves again.</summary>
    internal int ReturnAction(uint action)
    {
        // Half the reach: what jumps here is itself still to be emitted.
        if (!returns.TryGetValue(action, out int label) || Here - label > ReachMax / 2)
        {
            label = Emit(Return, 0, 0, action);
            returns[action] = label;
        }

        return label;
    }

    /// <summary>Compares what is loaded with a value and goes one way or the other.</summary>
    internal int Branch(BpfCompare compare, uint value, int ifTrue, int ifFalse)
    {
        // The trampolines stand right behind the branch; emitting one moves the other by one.
        if (Here + 1 - ifTrue > ReachMax)
        {
            ifTrue = Emit(JumpAlways, 0, 0, (uint)(Here - ifTrue));
        }

        if (Here - ifFalse > ReachMax)
        {
            ifFalse = Emit(JumpAlways, 0, 0, (uint)(Here - ifFalse));
        }

        return Emit((ushort)compare, (byte)(Here - ifTrue), (byte)(Here - ifFalse), value);
    }

    /// <summary>Goes to a label, if it is not what follows anyway.</summary>
    internal int Jump(int label) =>
        label == Here ? label : Emit(JumpAlways, 0, 0, (uint)(Here - label));

    /// <summary>The program: struct sock_filter after struct sock_filter.</summary>
    /// <exception cref="InvalidOperationException">It is longer than the kernel takes.</exception>
    internal byte[] Assemble()
    {
        if (reversed.Count > InstructionsMax)
        {
            throw new InvalidOperationException(
                $"{reversed.Count} instructions, the kernel takes {InstructionsMax}");
        }

        byte[] program = new byte[reversed.Count * InstructionBytes];
        for (int i = 0; i < reversed.Count; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(
                program.AsSpan(i * InstructionBytes), reversed[reversed.Count - 1 - i]);
        }

        return program;
    }

    // struct sock_filter { u16 code; u8 jt; u8 jf; u32 k; }, as one little-endian word.
    private int Emit(ushort code, byte ifTrue, byte ifFalse, uint operand)
    {
        reversed.Add(code | (ulong)ifTrue << 16 | (ulong)ifFalse << 24 | (ulong)operand << 32);
        return reversed.Count;
    }
}
