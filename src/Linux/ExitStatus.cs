namespace MiniDocker.Linux;

/// <summary>How a process ended. man 2 waitid.</summary>
/// <param name="Code">Its exit code, if it was not killed.</param>
/// <param name="Signal">The signal that killed it, or 0.</param>
public readonly record struct ExitStatus(int Code, int Signal)
{
    /// <summary>What a shell reports: the code, or 128 and the signal.</summary>
    public int ShellCode => Signal == 0 ? Code : 128 + Signal;
}
