namespace MiniDocker.Runtime.Shim;

/// <summary>Limits on everything the shim and its clients read from outside.</summary>
internal static class ShimLimits
{
    /// <summary>Largest shim.json or state.json that is read.</summary>
    internal const int JsonBytesMax = 1 << 20;

    /// <summary>Largest payload of one frame on the attach socket.</summary>
    internal const int FramePayloadBytesMax = 32 << 10;

    /// <summary>Most clients attached to one container at a time.</summary>
    internal const int ClientsMax = 64;

    /// <summary>Longest piece of output in one log entry; Docker splits at the same size.</summary>
    internal const int LogLineBytesMax = 16 << 10;

    /// <summary>Output waiting for one slow client; a client behind by more is let go.</summary>
    internal const int ClientBacklogBytesMax = 1 << 20;

    /// <summary>Input waiting for a container that does not read.</summary>
    internal const int StdinBacklogBytesMax = 64 << 10;

    /// <summary>Reads a whole file of at most <see cref="JsonBytesMax"/> bytes.</summary>
    internal static byte[] ReadSmallFile(string path)
    {
        using FileStream file = new(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0);
        if (file.Length > JsonBytesMax)
        {
            throw new InvalidDataException(
                $"read {path}: {file.Length} bytes is more than the limit of {JsonBytesMax}");
        }

        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
