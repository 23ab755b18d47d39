namespace MiniDocker.Registry.Server;

/// <summary>
/// One line for each message on standard error; of what the web server says only warnings.
/// </summary>
internal sealed class StderrLogger(LogLevel minimum) : ILogger, ILoggerProvider
{
    public bool IsEnabled(LogLevel logLevel) => logLevel >= minimum;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        string level = logLevel switch
        {
            LogLevel.Information => "",
            LogLevel.Warning => "warning: ",
            _ => "error: ",
        };
        string cause = exception is null
            ? ""
            : $": {exception.GetType().Name}: {exception.Message}".ReplaceLineEndings(" ");
        Console.Error.WriteLine(
            $"{DateTime.UtcNow:yyyy-MM-ddTHH:mm:ssZ} minidocker-registry: {level}"
            + $"{formatter(state, exception)}{cause}");
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose()
    {
    }
}
