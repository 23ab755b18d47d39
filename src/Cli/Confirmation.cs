namespace MiniDocker.Cli;

/// <summary>Asks before something is removed.</summary>
internal static class Confirmation
{
    /// <summary>True when the person typed y; no answer is no.</summary>
    internal static bool Ask(string warning)
    {
        Console.Out.Write($"WARNING! {warning}\nAre you sure you want to continue? [y/N] ");
        Console.Out.Flush();
        return Console.In.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes";
    }
}
