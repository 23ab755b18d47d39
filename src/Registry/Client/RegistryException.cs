using System.Net;

namespace MiniDocker.Registry.Client;

/// <summary>
/// A registry refused, or could not be reached. The message is one line in Docker's words and
/// holds no credentials.
/// </summary>
public sealed class RegistryException : IOException
{
    /// <summary>Creates an error that has no answer behind it.</summary>
    public RegistryException(string message, Exception? inner = null) : base(message, inner)
    {
    }

    /// <summary>Creates an error from a registry's answer.</summary>
    public RegistryException(string message, HttpStatusCode status, string? code) : base(message)
    {
        Status = status;
        Code = code;
    }

    /// <summary>The status of the answer; null if there was none.</summary>
    public HttpStatusCode? Status { get; }

    /// <summary>The first error code of the answer, e.g. MANIFEST_UNKNOWN; null if none.</summary>
    public string? Code { get; }
}
