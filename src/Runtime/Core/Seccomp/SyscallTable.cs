namespace MiniDocker.Runtime.Seccomp;

/// <summary>System call numbers by name and architecture.</summary>
internal static partial class SyscallTable
{
    private const int Columns = 5;

    /// <summary>Every name in the table, in ordinal order.</summary>
    internal static ReadOnlySpan<string> AllNames => Names;

    /// <summary>The number of a call, or -1 when the architecture does not have it.</summary>
    internal static int Number(string name, SeccompArchitecture architecture)
    {
        int row = Array.BinarySearch(Names, name, StringComparer.Ordinal);
        return row < 0 ? -1 : Numbers[row * Columns + (int)architecture];
    }

    /// <summary>The name of a number, or null.</summary>
    internal static string? Name(int number, SeccompArchitecture architecture)
    {
        for (int row = 0; row < Names.Length; row++)
        {
            if (Numbers[row * Columns + (int)architecture] == number)
            {
                return Names[row];
            }
        }

        return null;
    }
}
