using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MiniDocker.Minirun;

/// <summary>
/// Where errors go: to stderr for people, and to the file of <c>--log</c>, from which engines
/// take the message they show.
/// </summary>
internal sealed class ErrorLog
{
    internal string? Path { get; set; }

    internal bool IsJson { get; set; }

    internal bool IsDebug { get; set; }

    internal void Error(string message)
    {
        Console.Error.WriteLine($"minirun: {message}");
        Write("error", message);
    }

    internal void Warning(string message)
    {
        Console.Error.WriteLine($"minirun: warning: {message}");
        Write("warning", message);
    }

    internal void Debug(string message)
    {
        if (IsDebug)
        {
            Write("debug", message);
        }
    }

    private void Write(string level, string message)
    {
        if (Path is null)
        {
            return;
        }

        string time = DateTimeOffset.Now.ToString(
            "yyyy-MM-ddTHH:mm:ss.fffffffK", CultureInfo.InvariantCulture);
        string line = IsJson
            ? $"{{\"level\":\"{level}\",\"msg\":\"{JsonEncodedText.Encode(message)}\","
                + $"\"time\":\"{time}\"}}\n"
            : $"time=\"{time}\" level={level} msg=\"{message.Replace("\"", "\\\"")}\"\n";
        using FileStream file = new(Path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        file.Write(Encoding.UTF8.GetBytes(line));
    }
}
