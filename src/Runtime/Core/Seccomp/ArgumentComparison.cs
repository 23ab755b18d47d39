namespace MiniDocker.Runtime.Seccomp;

/// <summary>How an argument is compared; unsigned, all 64 bits.</summary>
internal enum ArgumentComparison
{
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}
