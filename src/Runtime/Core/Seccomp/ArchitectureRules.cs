namespace MiniDocker.Runtime.Seccomp;

/// <summary>
/// The rules of a profile for one architecture, by number, and the search among them: a tree that
/// halves the numbers, so that a common call is decided after about ten instructions.
/// </summary>
internal sealed class ArchitectureRules(SeccompArchitecture architecture, uint defaultAction)
{
    private const uint X32Bit = 0x40000000;

    private readonly SortedDictionary<uint, CallRules> rules = [];
    private uint last;

    private bool Is64Bit => architecture is SeccompArchitecture.X86_64
        or SeccompArchitecture.Arm64 or SeccompArchitecture.X32;

    /// <summary>Adds a rule; a call that the architecture does not have is left out.</summary>
    internal void Add(string call, ArgumentTest[] tests, uint action)
    {
        AddNumber(call, tests, action);
        if (architecture == SeccompArchitecture.X86 && tests.Length == 0
            && CallMultiplexer.Find(call) is { } multiplexer)
        {
            ArgumentTest which = new(
                0, ArgumentComparison.Equal, (ulong)multiplexer.Number, ~0UL);
            AddNumber(multiplexer.Name, [which], action);
        }
    }

    private void AddNumber(string call, ArgumentTest[] tests, uint action)
    {
        int number = SyscallTable.Number(call, architecture);
        if (number < 0)
        {
            return;
        }

        uint key = (uint)number | (architecture == SeccompArchitecture.X32 ? X32Bit : 0);
        last = Math.Max(last, key);

        // What says the same as the default says nothing.
        if (action == defaultAction)
        {
            return;
        }

        if (!rules.TryGetValue(key, out CallRules? found))
        {
            found = new CallRules();
            rules.Add(key, found);
        }

        found.Add(tests, action);
    }

    /// <summary>Emits the search. It expects the call's number to be loaded.</summary>
    /// <param name="bpf">Where to.</param>
    /// <param name="newer">The action for calls that are newer than the whole profile, if it is
    /// another than the default.</param>
    /// <returns>The label of the search.</returns>
    internal int Emit(BpfAssembler bpf, uint? newer)
    {
        List<(uint Start, CallRules? Rules)> ranges = Ranges();
        int label = EmitTree(bpf, ranges, 0, ranges.Count);
        return newer is { } action && last > 0
            ? bpf.Branch(BpfCompare.Greater, last, bpf.ReturnAction(action), label)
            : label;
    }

    // Neighbours with the same answer are one range; null is the default action.
    private List<(uint Start, CallRules? Rules)> Ranges()
    {
        List<(uint Start, CallRules? Rules)> ranges = [(0, null)];
        uint next = 0;
        foreach ((uint number, CallRules call) in rules)
        {
            if (number != next)
            {
                AddRange(ranges, next, null);
            }

            AddRange(ranges, number, call);
            next = number + 1;
        }

        AddRange(ranges, next, null);
        return ranges;
    }

    private static void AddRange(
        List<(uint Start, CallRules? Rules)> ranges, uint start, CallRules? rules)
    {
        CallRules? before = ranges[^1].Rules;
        if (ranges[^1].Start == start)
        {
            ranges[^1] = (start, rules);
        }
        else if (before != rules
            && (before?.Always is null || before.Always != rules?.Always))
        {
            ranges.Add((start, rules));
        }
    }

    private int EmitTree(
        BpfAssembler bpf, List<(uint Start, CallRules? Rules)> ranges, int from, int to)
    {
        if (to - from == 1)
        {
            return ranges[from].Rules?.Emit(bpf, Is64Bit, defaultAction)
                ?? bpf.ReturnAction(defaultAction);
        }

        int middle = (from + to) / 2;
        int upper = EmitTree(bpf, ranges, middle, to);
        int lower = EmitTree(bpf, ranges, from, middle);
        return bpf.Branch(BpfCompare.GreaterOrEqual, ranges[middle].Start, upper, lower);
    }
}
