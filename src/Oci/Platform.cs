using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace MiniDocker.Oci;

/// <summary>The platform an image is for (image-spec image-index.md, "platform").</summary>
public sealed partial record Platform
{
    /// <summary>CPU architecture in Go's words: amd64, arm64, arm, 386, ...</summary>
    public string Architecture { get; init => field = value ?? ""; } = "";

    /// <summary>Operating system in Go's words: linux, windows, ...</summary>
    [JsonPropertyName("os")]
    public string OS { get; init => field = value ?? ""; } = "";

    /// <summary>Version of the operating system; used by Windows only.</summary>
    [JsonPropertyName("os.version")]
    public string? OSVersion { get; init; }

    /// <summary>Features of the operating system; used by Windows only.</summary>
    [JsonPropertyName("os.features")]
    public IReadOnlyList<string>? OSFeatures { get; init; }

    /// <summary>Variant of the architecture: v7 of arm, v8 of arm64, v3 of amd64.</summary>
    public string? Variant { get; init; }

    /// <summary>The platform of this machine.</summary>
    public static Platform Host { get; } = RuntimeInformation.OSArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => Linux("amd64", null),
        System.Runtime.InteropServices.Architecture.Arm64 => Linux("arm64", "v8"),
        System.Runtime.InteropServices.Architecture.Arm => Linux("arm", "v7"),
        System.Runtime.InteropServices.Architecture.X86 => Linux("386", null),
        var other => Linux(other.ToString().ToLowerInvariant(), null),
    };

    /// <summary>os/architecture[/variant].</summary>
    public override string ToString() =>
        string.IsNullOrEmpty(Variant) ? $"{OS}/{Architecture}" : $"{OS}/{Architecture}/{Variant}";

    private static Platform Linux(string architecture, string? variant) =>
        new() { OS = "linux", Architecture = architecture, Variant = variant };
}
