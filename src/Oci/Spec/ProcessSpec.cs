using System.Text.Json.Serialization;
using MiniDocker.Oci.Json;

namespace MiniDocker.Oci.Spec;

/// <summary>The container's program (config.md, "Process").</summary>
public sealed record ProcessSpec
{
    /// <summary>Give it a pseudoterminal.</summary>
    public bool Terminal { get; init; }

    /// <summary>Size of the terminal.</summary>
    public ConsoleSizeSpec? ConsoleSize { get; init; }

    /// <summary>Who it runs as.</summary>
    public UserSpec User { get; init => field = value ?? new(); } = new();

    /// <summary>Program and arguments.</summary>
    public IReadOnlyList<string> Args { get; init => field = value ?? []; } = [];

    /// <summary>Windows only; kept so that validation can name it.</summary>
    public string? CommandLine { get; init; }

    /// <summary>Environment, "NAME=value".</summary>
    public IReadOnlyList<string> Env { get; init => field = value ?? []; } = [];

    /// <summary>Working directory, absolute.</summary>
    public string Cwd { get; init => field = value ?? ""; } = "";

    /// <summary>The five capability sets; null keeps the runtime's.</summary>
    public CapabilitiesSpec? Capabilities { get; init; }

    /// <summary>Resource limits.</summary>
    public IReadOnlyList<RlimitSpec> Rlimits { get; init => field = value ?? []; } = [];

    /// <summary>Set no_new_privs (man 2 prctl).</summary>
    public bool NoNewPrivileges { get; init; }

    /// <summary>AppArmor profile.</summary>
    public string? ApparmorProfile { get; init; }

    /// <summary>oom_score_adj, -1000 to 1000.</summary>
    public int? OomScoreAdj { get; init; }

    /// <summary>CPU scheduling (man 2 sched_setattr).</summary>
    public SchedulerSpec? Scheduler { get; init; }

    /// <summary>SELinux label.</summary>
    public string? SelinuxLabel { get; init; }

    /// <summary>I/O priority (man 2 ioprio_set).</summary>
    [JsonPropertyName("ioPriority")]
    public IOPrioritySpec? IoPriority { get; init; }

    /// <summary>CPUs of processes that exec starts.</summary>
    [JsonPropertyName("execCPUAffinity")]
    public ExecCpuAffinitySpec? ExecCpuAffinity { get; init; }

    /// <summary>Reads a process as <c>exec --process</c> takes it.</summary>
    /// <exception cref="OciFormatException">It is no valid JSON of a process.</exception>
    public static ProcessSpec Parse(ReadOnlySpan<byte> json) => JsonDocuments.Parse(
        json, RuntimeJson.Default.ProcessSpec, "process", OciLimits.RuntimeSpecBytesMax);

    /// <summary>The JSON of this process.</summary>
    public byte[] ToJson() => JsonDocuments.Write(this, RuntimeJson.Default.ProcessSpec);
}
