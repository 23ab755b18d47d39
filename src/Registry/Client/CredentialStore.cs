using System.Text;
using System.Text.Json;
using MiniDocker.Oci;

namespace MiniDocker.Registry.Client;

/// <summary>
/// Credentials by registry, as <c>docker login</c> leaves them in config.json ("auths"). The file
/// is read when the first registry asks, not before.
/// </summary>
public sealed class CredentialStore
{
    private const string DockerHubKey = "https://index.docker.io/v1/";

    private readonly Lazy<Dictionary<string, AuthEntry>> _entries;

    private CredentialStore(Func<Dictionary<string, AuthEntry>> read)
    {
        _entries = new(read);
    }

    /// <summary>The user's own: $DOCKER_CONFIG/config.json, else ~/.docker/config.json.</summary>
    public static CredentialStore Default => FromFile(DefaultPath);

    /// <summary>No credentials for anybody.</summary>
    public static CredentialStore None { get; } = new(() => new Dictionary<string, AuthEntry>());

    private static string DefaultPath => Path.Combine(
        Environment.GetEnvironmentVariable("DOCKER_CONFIG") is { Length: > 0 } directory
            ? directory
            : Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker"),
        "config.json");

    /// <summary>Credentials of a file, which need not exist.</summary>
    public static CredentialStore FromFile(string path) => new(() => Read(path));

    /// <summary>One credential for every registry that is asked for, e.g. from options.</summary>
    public static CredentialStore Of(Credential credential) => new(
        () => new Dictionary<string, AuthEntry>
        {
            ["*"] = new()
            {
                Auth = Convert.ToBase64String(
                    Encoding.UTF8.GetBytes($"{credential.UserName}:{credential.Password}")),
                IdentityToken = credential.IdentityToken,
            },
        });

    /// <summary>The credential for a registry; null if there is none.</summary>
    /// <exception cref="RegistryException">The file cannot be understood.</exception>
    public Credential? Find(string domain)
    {
        Dictionary<string, AuthEntry> entries = _entries.Value;
        string[] keys = domain == ImageReference.DefaultDomain
            ? [DockerHubKey, domain, "*"]
            : [domain, $"https://{domain}", $"http://{domain}", $"https://{domain}/v2/",
                $"https://{domain}/v1/", "*"];
        foreach (string key in keys)
        {
            if (entries.TryGetValue(key, out AuthEntry? entry) && entry.ToCredential() is { } found)
                return found;
        }

        return null;
    }

    private static Dictionary<string, AuthEntry> Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > ClientLimits.CredentialFileBytesMax)
                throw new RegistryException(
                    $"{path} is larger than {ClientLimits.CredentialFileBytesMax} bytes");
            AuthFile? file = JsonSerializer.Deserialize(
                File.ReadAllBytes(path), ClientJson.Default.AuthFile);
            return file?.Auths ?? [];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Dictionary<string, AuthEntry>();
        }
        catch (JsonException e)
        {
            // The parser's message may quote the file, and with it a secret.
            throw new RegistryException(
                $"{path} is no JSON that can be understood (line {e.LineNumber + 1})");
        }
    }
}
