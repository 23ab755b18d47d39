using MiniDocker.Oci;

namespace MiniDocker.Engine.Containers;

/// <summary>What runs in a container: the "Config" object of <c>docker inspect</c>, and so the
/// names are Docker's.</summary>
public sealed record ContainerConfig
{
    /// <summary>Host name inside the container.</summary>
    public string Hostname { get; init; } = "";

    /// <summary>NIS domain name inside the container.</summary>
    public string Domainname { get; init; } = "";

    /// <summary><c>user[:group]</c>, names or numbers; empty is root.</summary>
    public string User { get; init; } = "";

    /// <summary>The command that started it reads its stdin.</summary>
    public bool AttachStdin { get; init; }

    /// <summary>The command that started it shows its stdout.</summary>
    public bool AttachStdout { get; init; }

    /// <summary>The command that started it shows its stderr.</summary>
    public bool AttachStderr { get; init; }

    /// <summary>Ports the image listens on.</summary>
    public IReadOnlyDictionary<string, EmptyObject>? ExposedPorts { get; init; }

    /// <summary>It has a terminal.</summary>
    public bool Tty { get; init; }

    /// <summary>Its stdin stays open without a client.</summary>
    public bool OpenStdin { get; init; }

    /// <summary>Its stdin ends when the first client leaves.</summary>
    public bool StdinOnce { get; init; }

    /// <summary>Environment, <c>NAME=value</c>.</summary>
    public IReadOnlyList<string> Env { get; init; } = [];

    /// <summary>Arguments, or the program when there is no entrypoint.</summary>
    public IReadOnlyList<string>? Cmd { get; init; }

    /// <summary>How to ask whether it is well.</summary>
    public HealthCheckConfig? Healthcheck { get; init; }

    /// <summary>The image as it was named.</summary>
    public string Image { get; init; } = "";

    /// <summary>Paths that are volumes.</summary>
    public IReadOnlyDictionary<string, EmptyObject>? Volumes { get; init; }

    /// <summary>Working directory.</summary>
    public string WorkingDir { get; init; } = "";

    /// <summary>The program and its first arguments.</summary>
    public IReadOnlyList<string>? Entrypoint { get; init; }

    /// <summary>Labels of the image and of the container.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } =
        new Dictionary<string, string>();

    /// <summary>The signal that asks it to stop.</summary>
    public string? StopSignal { get; init; }

    /// <summary>Seconds between that signal and SIGKILL.</summary>
    public int? StopTimeout { get; init; }
}
