using System.Text;
using MiniDocker.TestKit;

namespace MiniDocker.Abi;

/// <summary>
/// A C file of assertions about the machine's own headers. Compiling it is the test: the C
/// compiler, not this project, knows what the kernel and the C library say.
/// </summary>
internal sealed class CSource
{
    private const string UnknownMark = "headers-lack ";

    private readonly StringBuilder _text = new("#define _GNU_SOURCE\n#include <stddef.h>\n");

    internal CSource Include(params ReadOnlySpan<string> headers)
    {
        foreach (string header in headers)
            _text.Append("#include <").Append(header).Append(">\n");
        return this;
    }

    internal CSource Define(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
            _text.Append("#define ").Append(name).Append('\n');
        return this;
    }

    internal CSource Declare(string declaration)
    {
        _text.Append(declaration).Append('\n');
        return this;
    }

    /// <summary>Asserts that an expression of C has a value.</summary>
    internal void Equal(string expression, long value) => _text.Append(
        $"_Static_assert((long long)({expression}) == {Literal(value)}, \"{expression}\");\n");

    /// <summary>Asserts the value of a macro, or notes that the headers are too old for it.
    /// </summary>
    internal void MacroEqual(string name, long value)
    {
        _text.Append($"#ifdef {name}\n");
        Equal(name, value);
        _text.Append($"#else\n#pragma message \"{UnknownMark}{name} \"\n#endif\n");
    }

    /// <summary>Compiles; fails the test with the compiler's words if an assertion is false.
    /// </summary>
    /// <returns>The macros that the headers lack.</returns>
    internal List<string> Compile()
    {
        Needs.Program("cc", "gcc");
        using TemporaryDirectory directory = new();
        string file = directory["assertions.c"];
        File.WriteAllText(file, _text.ToString());
        CommandResult result = Command.Run("cc", "-std=gnu11", "-fsyntax-only", file);
        result.MustSucceed();
        List<string> unknown = [];
        foreach (string line in result.Error.Split('\n'))
        {
            int at = line.IndexOf(UnknownMark, StringComparison.Ordinal);
            if (at >= 0 && line.Contains("note: "))
                unknown.Add(line[(at + UnknownMark.Length)..].Split(' ')[0]);
        }

        return unknown;
    }

    // The smallest number has no literal in C; nothing here is it.
    private static string Literal(long value) => $"{value}LL";
}
