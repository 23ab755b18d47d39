using System.Net;
using MiniDocker.Oci;

namespace MiniDocker.Registry.Client;

/// <summary>Where the registry of a name is.</summary>
internal static class RegistryAddress
{
    private const string DockerHubHost = "registry-1.docker.io";

    /// <summary>True for a registry on this machine, which is spoken to over plain HTTP.</summary>
    internal static bool IsLoopback(string domain)
    {
        string host = new Uri($"http://{domain}").Host;
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address)
                && IPAddress.IsLoopback(address));
    }

    internal static Uri Of(string domain, string scheme) =>
        new($"{scheme}://{(domain == ImageReference.DefaultDomain ? DockerHubHost : domain)}/");
}
