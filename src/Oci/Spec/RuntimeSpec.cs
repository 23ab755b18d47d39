using MiniDocker.Oci.Json;

namespace MiniDocker.Oci.Spec;

/// <summary>
/// The config.json of a bundle (runtime-spec 1.3 config.md), the Linux part in full.
/// </summary>
public sealed record RuntimeSpec
{
    /// <summary>Version of the runtime-spec the file was written for.</summary>
    public string OciVersion { get; init => field = value ?? ""; } = "";

    /// <summary>What to run; may be absent until start.</summary>
    public ProcessSpec? Process { get; init; }

    /// <summary>The root filesystem.</summary>
    public RootSpec? Root { get; init; }

    /// <summary>Host name inside the UTS namespace.</summary>
    public string? Hostname { get; init; }

    /// <summary>NIS domain name inside the UTS namespace.</summary>
    public string? Domainname { get; init; }

    /// <summary>Mounts in the order they are made.</summary>
    public IReadOnlyList<MountSpec> Mounts { get; init => field = value ?? []; } = [];

    /// <summary>Programs run at points of the lifecycle.</summary>
    public HooksSpec? Hooks { get; init; }

    /// <summary>Free-form annotations.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary>Everything that is Linux.</summary>
    public LinuxSpec? Linux { get; init; }

    /// <summary>Reads a config.json; unknown fields are left out of it.</summary>
    /// <exception cref="OciFormatException">It is no valid JSON of a runtime config.</exception>
    public static RuntimeSpec Parse(ReadOnlySpan<byte> json) => JsonDocuments.Parse(
        json, RuntimeJson.Default.RuntimeSpec, "config.json", OciLimits.RuntimeSpecBytesMax);

    /// <summary>The JSON of this config.</summary>
    public byte[] ToJson() => JsonDocuments.Write(this, RuntimeJson.Default.RuntimeSpec);
}
