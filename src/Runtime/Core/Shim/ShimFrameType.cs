namespace MiniDocker.Runtime.Shim;

/// <summary>
/// What one frame on the attach socket is. A frame is Docker's stream header (type byte, three
/// zero bytes, length of the payload in 4 bytes big-endian) and the payload; 0 to 2 mean what
/// they mean in Docker's attach stream, the rest is between the shim and <see cref="ShimClient"/>.
/// </summary>
internal enum ShimFrameType : byte
{
    /// <summary>Client to shim: bytes for the container's stdin.</summary>
    Stdin = 0,

    /// <summary>Shim to client: bytes of its stdout (of its terminal, if it has one).</summary>
    Stdout = 1,

    /// <summary>Shim to client: bytes of its stderr.</summary>
    Stderr = 2,

    /// <summary>Client to shim: end of stdin.</summary>
    CloseStdin = 3,

    /// <summary>Client to shim: which streams it wants, one byte of flags.</summary>
    Subscribe = 4,

    /// <summary>Client to shim: rows and columns, two 16-bit numbers.</summary>
    Resize = 5,

    /// <summary>Client to shim: a signal number, 32 bits, and 1 if it is meant to end it.</summary>
    Signal = 6,

    /// <summary>
    /// Client to shim: polite signal and seconds until SIGKILL, two 32-bit numbers.
    /// </summary>
    Stop = 7,

    /// <summary>Client to shim: freeze.</summary>
    Pause = 8,

    /// <summary>Client to shim: thaw.</summary>
    Resume = 9,

    /// <summary>Client to shim: read shim.json again.</summary>
    Reload = 10,

    /// <summary>Shim to client: answer to an order; text of the error, empty for success.</summary>
    Reply = 11,

    /// <summary>Shim to client: the container ended; its exit code, 32 bits.</summary>
    Exit = 12,
}
