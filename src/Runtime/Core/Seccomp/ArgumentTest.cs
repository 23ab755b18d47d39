using MiniDocker.Oci;
using MiniDocker.Oci.Spec;

namespace MiniDocker.Runtime.Seccomp;

/// <summary>
/// One condition on an argument of a call. BPF compares 32 bits, arguments have 64: the upper half
/// decides unless it is equal. On a 32-bit architecture there is only the lower half.
/// </summary>
internal readonly record struct ArgumentTest(
    int Index, ArgumentComparison Comparison, ulong Value, ulong Mask)
{
    // struct seccomp_data: nr, arch, instruction_pointer, args[6].
    private const int ArgumentsOffset = 16;

    internal static ArgumentTest Parse(string field, SyscallArgSpec arg)
    {
        if (arg.Index > 5)
        {
            throw new OciFormatException(
                $"linux.seccomp.{field}.index: {arg.Index}, a call has the arguments 0 to 5");
        }

        int index = (int)arg.Index;
        return arg.Op switch
        {
            "SCMP_CMP_EQ" => new(index, ArgumentComparison.Equal, arg.Value, ~0UL),
            "SCMP_CMP_NE" => new(index, ArgumentComparison.NotEqual, arg.Value, ~0UL),
            "SCMP_CMP_GT" => new(index, ArgumentComparison.Greater, arg.Value, ~0UL),
            "SCMP_CMP_GE" => new(index, ArgumentComparison.GreaterOrEqual, arg.Value, ~0UL),
            "SCMP_CMP_LT" => new(index, ArgumentComparison.Less, arg.Value, ~0UL),
            "SCMP_CMP_LE" => new(index, ArgumentComparison.LessOrEqual, arg.Value, ~0UL),
            "SCMP_CMP_MASKED_EQ" =>
                new(index, ArgumentComparison.Equal, arg.ValueTwo, arg.Value),
            _ => throw SeccompNames.Unknown($"{field}.op", arg.Op),
        };
    }

    /// <summary>Emits the test before what is there already.</summary>
    /// <returns>The label of the test.</returns>
    internal int Emit(BpfAssembler bpf, bool is64Bit, int ifTrue, int ifFalse)
    {
        (BpfCompare lower, BpfCompare upper, bool negate) = Comparison switch
        {
            ArgumentComparison.Equal => (BpfCompare.Equal, BpfCompare.Equal, false),
            ArgumentComparison.NotEqual => (BpfCompare.Equal, BpfCompare.Equal, true),
            ArgumentComparison.Greater => (BpfCompare.Greater, BpfCompare.Greater, false),
            ArgumentComparison.LessOrEqual => (BpfCompare.Greater, BpfCompare.Greater, true),
            ArgumentComparison.GreaterOrEqual =>
                (BpfCompare.GreaterOrEqual, BpfCompare.Greater, false),
            _ => (BpfCompare.GreaterOrEqual, BpfCompare.Greater, true),
        };
        (int yes, int no) = negate ? (ifFalse, ifTrue) : (ifTrue, ifFalse);

        bpf.Branch(lower, (uint)Value, yes, no);
        int label = EmitLoad(bpf, ArgumentsOffset + Index * 8, (uint)Mask);
        if (!is64Bit)
        {
            return label;
        }

        uint high = (uint)(Value >> 32);
        label = bpf.Branch(BpfCompare.Equal, high, label, no);
        if (upper == BpfCompare.Greater)
        {
            label = bpf.Branch(BpfCompare.Greater, high, yes, label);
        }

        return EmitLoad(bpf, ArgumentsOffset + Index * 8 + 4, (uint)(Mask >> 32));
    }

    private static int EmitLoad(BpfAssembler bpf, int offset, uint mask)
    {
        if (mask != uint.MaxValue)
        {
            bpf.Mask(mask);
        }

        return bpf.Load(offset);
    }
}
