namespace MiniDocker.Runtime.Cgroups;

/// <summary>What a container read from and wrote to one block device.</summary>
/// <param name="Major">The device's major number.</param>
/// <param name="Minor">The device's minor number.</param>
/// <param name="ReadBytes">Bytes read.</param>
/// <param name="WrittenBytes">Bytes written.</param>
/// <param name="Reads">Read requests.</param>
/// <param name="Writes">Write requests.</param>
public sealed record DeviceIOStats(
    uint Major, uint Minor, long ReadBytes, long WrittenBytes, long Reads, long Writes);
