namespace MiniDocker.Runtime.Cgroups;

/// <summary>One exception of <see cref="DeviceRules"/>; -1 stands for every number.</summary>
internal readonly record struct DeviceException(
    char Type, long Major, long Minor, DeviceAccess Access)
{
    /// <summary>As devices.allow and devices.deny take it: "c 1:3 rwm".</summary>
    public override string ToString() =>
        $"{Type} {Number(Major)}:{Number(Minor)} "
        + (Access.HasFlag(DeviceAccess.Read) ? "r" : "")
        + (Access.HasFlag(DeviceAccess.Write) ? "w" : "")
        + (Access.HasFlag(DeviceAccess.Make) ? "m" : "");

    private static string Number(long number) => number < 0 ? "*" : $"{number}";
}
