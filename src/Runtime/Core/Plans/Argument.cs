namespace MiniDocker.Runtime.Plans;

/// <summary>An argument of a step: a value, an address in the plan's arena, or a slot.</summary>
internal readonly unsafe struct Argument(ulong value, bool isSlot = false)
{
    internal ulong Value { get; } = value;
    internal bool IsSlot { get; } = isSlot;

    public static implicit operator Argument(int value) => new((ulong)value);
    public static implicit operator Argument(uint value) => new(value);
    public static implicit operator Argument(long value) => new((ulong)value);
    public static implicit operator Argument(ulong value) => new(value);
    public static implicit operator Argument(Slot slot) => new((ulong)slot.Index, isSlot: true);
    public static implicit operator Argument(void* address) => new((ulong)address);
    public static implicit operator Argument(byte* address) => new((ulong)address);
}
