using MiniDocker.ImageBuilder.Dockerfile;

namespace MiniDocker.ImageBuilder.Execution;

/// <summary>The comma-separated keys of one <c>--mount</c>.</summary>
internal sealed class MountFlag
{
    private readonly Dictionary<string, string> _values = [];

    internal string Type { get; private set; } = "bind";

    internal static MountFlag Parse(string text)
    {
        MountFlag flag = new();
        foreach (string part in text.Split(','))
        {
            int equals = part.IndexOf('=');
            string key = (equals < 0 ? part : part[..equals]).Trim().ToLowerInvariant();
            string value = equals < 0 ? "true" : part[(equals + 1)..];
            if (key == "type")
            {
                flag.Type = value.ToLowerInvariant();
            }
            else if (!flag._values.TryAdd(key, value))
            {
                throw new DockerfileException($"duplicate key \"{key}\" in --mount={text}");
            }
        }

        return flag;
    }

    /// <summary>The value of a key under any of its names.</summary>
    internal string? Take(params string[] names)
    {
        foreach (string name in names)
        {
            if (_values.Remove(name, out string? value))
            {
                return value;
            }
        }

        return null;
    }

    internal bool TakeBoolean(params string[] names) => Take(names) switch
    {
        null or "false" or "0" => false,
        "true" or "1" or "" => true,
        string other => throw new DockerfileException(
            $"invalid value for {names[0]}: {other}"),
    };

    internal void RefuseRest()
    {
        foreach (string key in _values.Keys)
        {
            throw new DockerfileException(
                $"key \"{key}\" of a {Type} mount is unknown or not supported");
        }
    }
}
