namespace MiniDocker.ImageBuilder.Instructions;

/// <summary>How to ask a container whether it works. Times are nanoseconds, 0 for the
/// default.</summary>
internal sealed record HealthcheckInstruction(
    CommandLine? Command,
    long Interval,
    long Timeout,
    long StartPeriod,
    long StartInterval,
    int Retries) : Instruction;
