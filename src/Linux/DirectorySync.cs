using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Tmds.Linux;

namespace MiniDocker.Linux;

/// <summary>Makes the names in a directory survive a power loss (man 2 fsync).</summary>
public static class DirectorySync
{
    /// <summary>Flushes the entries of a directory: creations, renames and removals.</summary>
    /// <exception cref="IOException">It cannot be opened or flushed.</exception>
    public static unsafe void Flush(string directory)
    {
        fixed (byte* path = Encoding.UTF8.GetBytes(directory + '\0'))
        {
            int fd = LibC.open(path, LibC.O_RDONLY | LibC.O_DIRECTORY | LibC.O_CLOEXEC);
            if (fd < 0)
                throw Failed("open", directory, LibC.errno);
            using var handle = new SafeFileHandle(fd, ownsHandle: true);
            if (Libc.fsync(handle) < 0)
                throw Failed("fsync", directory, Marshal.GetLastPInvokeError());
        }
    }

    private static IOException Failed(string call, string directory, int errno) =>
        new($"{call}({directory}): {Marshal.GetPInvokeErrorMessage(errno)}");
}
