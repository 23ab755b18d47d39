using MiniDocker.ImageBuilder.Dockerfile;

namespace MiniDocker.ImageBuilder.Plan;

/// <summary>The ports of EXPOSE: <c>80</c>, <c>53/udp</c>, <c>7000-7010/tcp</c>.</summary>
internal static class PortRange
{
    /// <summary>Every port of the range with its protocol.</summary>
    internal static IEnumerable<string> Parse(string text)
    {
        int slash = text.IndexOf('/');
        string protocol = slash < 0 ? "tcp" : text[(slash + 1)..].ToLowerInvariant();
        // An address or a host's port in front, from old times, is not for an image to decide.
        string ports = (slash < 0 ? text : text[..slash]).Split(':')[^1];
        if (protocol is not ("tcp" or "udp" or "sctp"))
        {
            throw new DockerfileException($"invalid proto: {protocol}");
        }

        int dash = ports.IndexOf('-');
        string first = dash < 0 ? ports : ports[..dash];
        string last = dash < 0 ? ports : ports[(dash + 1)..];
        if (!ushort.TryParse(first, out ushort from) || !ushort.TryParse(last, out ushort to)
            || to < from)
        {
            throw new DockerfileException($"invalid containerPort: {text}");
        }

        for (int port = from; port <= to; port++)
        {
            yield return $"{port}/{protocol}";
        }
    }
}
