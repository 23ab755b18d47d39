using Microsoft.Win32.SafeHandles;

namespace MiniDocker.Runtime.Shim;

/// <summary>The client's side of an attach: its own streams and how it leaves.</summary>
public sealed record RelayOptions
{
    /// <summary>Where the container's stdin comes from; null sends none. Not disposed.</summary>
    public SafeFileHandle? Stdin { get; init; }

    /// <summary>Where stdout goes; null drops it. Not disposed.</summary>
    public SafeFileHandle? Stdout { get; init; }

    /// <summary>Where stderr goes; null drops it. Not disposed.</summary>
    public SafeFileHandle? Stderr { get; init; }

    /// <summary>
    /// The bytes that detach when typed, ctrl-p ctrl-q in Docker; empty if nothing detaches.
    /// </summary>
    public ReadOnlyMemory<byte> DetachKeys { get; init; }
}
