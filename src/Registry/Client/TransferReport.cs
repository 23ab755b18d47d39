using MiniDocker.Oci;

namespace MiniDocker.Registry.Client;

/// <summary>A step in the transfer of one blob.</summary>
/// <param name="Blob">The blob.</param>
/// <param name="Stage">What happens to it.</param>
/// <param name="Bytes">How many of its bytes are done.</param>
public readonly record struct TransferReport(Descriptor Blob, TransferStage Stage, long Bytes);
