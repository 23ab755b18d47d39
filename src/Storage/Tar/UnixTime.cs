namespace MiniDocker.Storage.Tar;

/// <summary>A point in time as file systems keep it: seconds since 1970 and nanoseconds.</summary>
/// <param name="Seconds">Whole seconds since the epoch; negative before 1970.</param>
/// <param name="Nanoseconds">0 to 999,999,999, counted forward from <paramref name="Seconds"/>.
/// </param>
public readonly record struct UnixTime(long Seconds, int Nanoseconds = 0)
{
    /// <summary>The time of a <see cref="DateTimeOffset"/>, to its 100 ns.</summary>
    public static UnixTime From(DateTimeOffset time)
    {
        long ticks = time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;
        long seconds = Math.DivRem(ticks, TimeSpan.TicksPerSecond, out long rest);
        if (rest < 0)
            (seconds, rest) = (seconds - 1, rest + TimeSpan.TicksPerSecond);
        return new UnixTime(seconds, (int)rest * 100);
    }
}
