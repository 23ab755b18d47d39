namespace MiniDocker.Runtime.State;

/// <summary>Limits on what is read back from a state directory.</summary>
internal static class StateLimits
{
    /// <summary>Largest state.json or config.json.</summary>
    internal const int FileBytesMax = 16 << 20;

    /// <summary>Reads a whole file of at most <see cref="FileBytesMax"/> bytes.</summary>
    internal static byte[] ReadSmallFile(string path)
    {
        using var file = File.OpenHandle(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        long length = RandomAccess.GetLength(file);
        if (length > FileBytesMax)
        {
            throw new ContainerException(
                $"read {path}: {length} bytes is more than the limit of {FileBytesMax}");
        }

        byte[] bytes = new byte[length];
        int count = 0;
        while (count < bytes.Length)
        {
            int more = RandomAccess.Read(file, bytes.AsSpan(count), count);
            if (more == 0)
            {
                return bytes[..count];
            }

            count += more;
        }

        return bytes;
    }
}
