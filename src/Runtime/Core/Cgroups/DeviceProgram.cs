using System.Buffers.Binary;

namespace MiniDocker.Runtime.Cgroups;

/// <summary>
/// <see cref="DeviceRules"/> as an eBPF program for v2, where no file takes them. It gets
/// struct bpf_cgroup_dev_ctx (access in the upper and type in the lower half of the first word,
/// then major, then minor) and returns 1 to allow. Documentation of the kernel:
/// bpf/standardization/instruction-set.rst.
/// </summary>
internal sealed class DeviceProgram
{
    private const byte LoadWord = 0x61, MoveRegister = 0xbf, MoveValue = 0xb7;
    private const byte AndValue = 0x57, ShiftRight = 0x77, Exit = 0x95;
    private const byte JumpUnlessValue = 0x55, JumpUnlessRegister = 0x5d, JumpIfValue = 0x15;
    private const int Context = 1, Type = 2, Access = 3, Major = 4, Minor = 5, Masked = 6;
    private const int TypeBlock = 1, TypeCharacter = 2;
    private const int InstructionBytes = 8;

    private readonly List<ulong> _code = [];
    private readonly List<int> _jumps = [];

    private DeviceProgram()
    {
    }

    internal static byte[] Assemble(DeviceRules rules)
    {
        DeviceProgram program = new();
        program.Add(LoadWord, Type, Context, 0, 0);
        program.Add(MoveRegister, Access, Type, 0, 0);
        program.Add(AndValue, Type, 0, 0, 0xffff);
        program.Add(ShiftRight, Access, 0, 0, 16);
        program.Add(LoadWord, Major, Context, 4, 0);
        program.Add(LoadWord, Minor, Context, 8, 0);
        foreach (DeviceException exception in rules.Exceptions)
            program.Add(exception, rules.AllowsAll);
        program.Answer(rules.AllowsAll);
        return program.ToBytes();
    }

    // An allowed device needs every access that is asked for in one exception; a forbidden one
    // is refused as soon as any is.
    private void Add(DeviceException exception, bool allowsAll)
    {
        _jumps.Clear();
        Jump(JumpUnlessValue, Type, 0, exception.Type == 'b' ? TypeBlock : TypeCharacter);
        if (exception.Access != DeviceAccess.All)
        {
            Add(MoveRegister, Masked, Access, 0, 0);
            Add(AndValue, Masked, 0, 0, (int)exception.Access);
            if (allowsAll)
                Jump(JumpIfValue, Masked, 0, 0);
            else
                Jump(JumpUnlessRegister, Masked, Access, 0);
        }

        if (exception.Major >= 0)
            Jump(JumpUnlessValue, Major, 0, (int)exception.Major);
        if (exception.Minor >= 0)
            Jump(JumpUnlessValue, Minor, 0, (int)exception.Minor);
        Answer(!allowsAll);
        foreach (int jump in _jumps)
            _code[jump] |= (ulong)(ushort)(_code.Count - jump - 1) << 16;
    }

    private void Answer(bool allow)
    {
        Add(MoveValue, 0, 0, 0, allow ? 1 : 0);
        Add(Exit, 0, 0, 0, 0);
    }

    // To the instruction after this exception, known once it is complete.
    private void Jump(byte operation, int left, int right, int value)
    {
        _jumps.Add(_code.Count);
        Add(operation, left, right, 0, value);
    }

    private void Add(byte operation, int target, int source, short offset, int value) =>
        _code.Add(operation | (ulong)target << 8 | (ulong)source << 12
            | (ulong)(ushort)offset << 16 | (ulong)(uint)value << 32);

    private byte[] ToBytes()
    {
        byte[] bytes = new byte[_code.Count * InstructionBytes];
        for (int i = 0; i < _code.Count; i++)
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * InstructionBytes), _code[i]);
        return bytes;
    }
}
