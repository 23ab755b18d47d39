namespace MiniDocker.Runtime.Plans;

/// <summary>
/// Where a plan keeps the result of a step, such as a descriptor, for later steps.
/// </summary>
internal readonly record struct Slot(int Index);
