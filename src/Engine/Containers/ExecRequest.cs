namespace MiniDocker.Engine.Containers;

/// <summary>What <c>exec</c> asks for.</summary>
public sealed record ExecRequest
{
    /// <summary>The program and its arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Environment beyond the container's.</summary>
    public IReadOnlyList<string> Env { get; init; } = [];

    /// <summary><c>user[:group]</c>; empty for the container's.</summary>
    public string User { get; init; } = "";

    /// <summary>Working directory; empty for the container's.</summary>
    public string WorkingDir { get; init; } = "";

    /// <summary>It gets a terminal.</summary>
    public bool Tty { get; init; }

    /// <summary>All capabilities.</summary>
    public bool Privileged { get; init; }

    /// <summary>Do not wait for it.</summary>
    public bool Detach { get; init; }

    /// <summary>It reads this process's stdin.</summary>
    public bool Interactive { get; init; }
}
