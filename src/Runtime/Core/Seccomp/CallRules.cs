namespace MiniDocker.Runtime.Seccomp;

/// <summary>What a profile says of one call, in the order in which it says it.</summary>
internal sealed class CallRules
{
    private readonly List<(ArgumentTest[] Tests, uint Action)> conditional = [];

    /// <summary>The action whatever the arguments; it beats every condition.</summary>
    internal uint? Always { get; private set; }

    internal void Add(ArgumentTest[] tests, uint action)
    {
        if (tests.Length == 0)
        {
            Always ??= action;
        }
        else
        {
            conditional.Add((tests, action));
        }
    }

    /// <summary>Emits the decision; the first rule whose tests all hold decides.</summary>
    /// <returns>The label of the decision.</returns>
    internal int Emit(BpfAssembler bpf, bool is64Bit, uint defaultAction)
    {
        if (Always is { } action)
        {
            return bpf.ReturnAction(action);
        }

        int next = bpf.ReturnAction(defaultAction);
        for (int rule = conditional.Count - 1; rule >= 0; rule--)
        {
            int label = bpf.ReturnAction(conditional[rule].Action);
            ArgumentTest[] tests = conditional[rule].Tests;
            for (int test = tests.Length - 1; test >= 0; test--)
            {
                label = tests[test].Emit(bpf, is64Bit, label, next);
            }

            next = label;
        }

        return next;
    }
}
