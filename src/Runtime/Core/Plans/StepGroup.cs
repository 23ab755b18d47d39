using System.Globalization;

namespace MiniDocker.Runtime.Plans;

/// <summary>
/// What a run of steps does together and why it is there. The text is put together only when
/// somebody reads it: the start path formats nothing.
/// </summary>
internal sealed record StepGroup(string Title, string? First, string? Second, string Why)
{
    /// <summary>What the steps do, such as "mount proc on /proc".</summary>
    public override string ToString() =>
        string.Format(CultureInfo.InvariantCulture, Title, First, Second);
}
