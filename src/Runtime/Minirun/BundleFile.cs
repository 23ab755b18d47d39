using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.State;

namespace MiniDocker.Minirun;

/// <summary>A bundle's configuration, read before there is a container.</summary>
internal static class BundleFile
{
    /// <summary>Reads and parses it.</summary>
    internal static RuntimeSpec Read(string bundle, string? configPath)
    {
        string path = configPath ?? Path.Combine(bundle, "config.json");
        if (!File.Exists(path))
        {
            throw new ContainerException(
                $"read {path}: no such file; name the bundle with --bundle");
        }

        return RuntimeSpec.Parse(File.ReadAllBytes(path));
    }

    /// <summary>Whether its program gets a terminal.</summary>
    internal static bool WantsTerminal(string bundle, string? configPath) =>
        Read(bundle, configPath).Process is { Terminal: true };
}
