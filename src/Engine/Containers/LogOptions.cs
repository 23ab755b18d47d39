using MiniDocker.Runtime.Shim;

namespace MiniDocker.Engine.Containers;

/// <summary><c>--log-driver</c> and <c>--log-opt</c>.</summary>
internal static class LogOptions
{
    internal static void Check(LogSettings settings)
    {
        if (settings.Type is not ("json-file" or "none"))
        {
            throw new EngineException($"--log-driver {settings.Type} is not supported; "
                + "known are json-file and none");
        }
        foreach (string name in settings.Config.Keys)
        {
            if (name is not ("max-size" or "max-file"))
            {
                throw new EngineException(
                    $"unknown log opt '{name}' for {settings.Type} log driver");
            }
        }
        _ = ToLogConfig(settings, "");
    }

    /// <summary>What the shim is told; null for no log.</summary>
    internal static LogConfig? ToLogConfig(LogSettings settings, string path)
    {
        if (settings.Type == "none")
        {
            return null;
        }
        long size = settings.Config.TryGetValue("max-size", out string? max)
            ? ParseSize(max)
            : -1;
        int files = 1;
        if (settings.Config.TryGetValue("max-file", out string? count)
            && (!int.TryParse(count, out files) || files < 1))
        {
            throw new EngineException("max-file cannot be less than 1");
        }
        if (files > 1 && size < 0)
        {
            throw new EngineException("max-file only works with max-size: set it, too");
        }
        return new LogConfig { Path = path, MaxSizeBytes = size, MaxFiles = files };
    }

    // A number and one of the letters k, m, g, in powers of 1024.
    private static long ParseSize(string text)
    {
        int shift = text.Length == 0 ? 0 : char.ToLowerInvariant(text[^1]) switch
        {
            'k' => 10,
            'm' => 20,
            'g' => 30,
            _ => 0,
        };
        ReadOnlySpan<char> digits = shift == 0 ? text : text.AsSpan(0, text.Length - 1);
        return text == "-1" ? -1
            : long.TryParse(digits, out long number) && number > 0 && number < 1L << 32
                ? number << shift
                : throw new EngineException($"invalid max-size: '{text}'");
    }
}
