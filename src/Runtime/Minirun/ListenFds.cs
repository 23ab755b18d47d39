namespace MiniDocker.Minirun;

/// <summary>Sockets that systemd hands to whoever it starts. man 3 sd_listen_fds.</summary>
internal static class ListenFds
{
    /// <summary>Most descriptors that are passed on.</summary>
    internal const int CountMax = 1024;

    /// <summary>How many there are, from 3 on.</summary>
    internal static int Count =>
        Environment.GetEnvironmentVariable("LISTEN_FDS") is { } text
            && int.TryParse(text, out int count) && count is > 0 and <= CountMax
            ? count : 0;
}
