using MiniDocker.Runtime.Plans;

namespace MiniDocker.Runtime;

/// <summary>The plan as people read it.</summary>
public sealed unsafe partial class LaunchPlan
{
    private SharedMemory? timings;

    internal void ShareTimings()
    {
        timings = new SharedMemory(Steps.Count * sizeof(long));
        Steps.ShareTimings((long*)timings.Address);
    }

    /// <summary>
    /// Writes the listing: every step with its decoded arguments, what it belongs to and why, and
    /// after a timed run the nanoseconds it took.
    /// </summary>
    public void WriteText(TextWriter writer) => PlanText.Write(Steps, writer);

    /// <summary>The same as JSON: an object with an array of steps.</summary>
    public void WriteJson(Stream stream) => PlanJson.Write(Steps, stream);
}
