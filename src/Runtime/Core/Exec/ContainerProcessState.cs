using System.Text.Json;

namespace MiniDocker.Runtime.Exec;

/// <summary>What a seccomp agent gets to know. runtime-spec, "ContainerProcessState".</summary>
internal static class ContainerProcessState
{
    internal static byte[] Json(LaunchContext c, int pid)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("ociVersion", c.Spec.OciVersion);
            json.WriteStartArray("fds");
            json.WriteStringValue("seccompFd");
            json.WriteEndArray();
            json.WriteNumber("pid", pid);
            if (c.Options.Seccomp?.ListenerMetadata is { Length: > 0 } metadata)
                json.WriteString("metadata", metadata);
            json.WriteStartObject("state");
            json.WriteString("ociVersion", c.Spec.OciVersion);
            json.WriteString("id", c.Options.Id);
            json.WriteString("status", "creating");
            json.WriteNumber("pid", pid);
            json.WriteString("bundle", c.Options.BundlePath);
            WriteAnnotations(c, json);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    private static void WriteAnnotations(LaunchContext c, Utf8JsonWriter json)
    {
        if (c.Spec.Annotations is not { Count: > 0 } annotations)
            return;
        json.WriteStartObject("annotations");
        foreach ((string key, string value) in annotations)
            json.WriteString(key, value);
        json.WriteEndObject();
    }
}
