using System.Diagnostics;

namespace MiniDocker.Runtime.Plans;

/// <summary>The operations of a plan that are no system calls. As strict as the runner.</summary>
internal static unsafe class StepOperations
{
    internal static long Execute(StepOperation operation, ulong* arguments)
    {
        switch (operation)
        {
            case StepOperation.Check:
                ulong seen = *(ulong*)arguments[0] & arguments[1];
                return seen == arguments[2] ? 0 : -(long)arguments[3];
            case StepOperation.Store:
                *(int*)arguments[0] = (int)arguments[1];
                return 0;
            case StepOperation.Format:
                Format((byte*)arguments[0], (byte*)arguments[1], arguments[2], (byte*)arguments[3]);
                return 0;
            case StepOperation.Load:
                return *(int*)arguments[0];
            case StepOperation.CopyTree:
                return TreeCopy.Run((int)arguments[0], (int)arguments[1]);
            default:
                Debug.Assert(operation == StepOperation.Jump);
                return 0;
        }
    }

    private static void Format(byte* target, byte* prefix, ulong number, byte* suffix)
    {
        while (*prefix != 0)
            *target++ = *prefix++;
        byte* digits = stackalloc byte[20];
        int count = 0;
        do
        {
            digits[count++] = (byte)('0' + number % 10);
            number /= 10;
        }
        while (number != 0);
        while (count > 0)
            *target++ = digits[--count];
        while (*suffix != 0)
            *target++ = *suffix++;
        *target = 0;
    }
}
