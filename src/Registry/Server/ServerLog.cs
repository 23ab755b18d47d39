namespace MiniDocker.Registry.Server;

/// <summary>Everything the server says.</summary>
internal static partial class ServerLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "serving {Root} on {Address}")]
    internal static partial void Serving(this ILogger log, string root, Uri address);

    [LoggerMessage(Level = LogLevel.Information, Message = "stopped")]
    internal static partial void Stopped(this ILogger log);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path}: the disk is full")]
    internal static partial void DiskFull(this ILogger log, string method, string path);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    internal static partial void RequestFailed(
        this ILogger log, string method, string path, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "cannot sweep old uploads")]
    internal static partial void SweepFailed(this ILogger log, Exception error);
}
