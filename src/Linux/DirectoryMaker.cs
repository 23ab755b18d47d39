using System.Runtime.InteropServices;

namespace MiniDocker.Linux;

/// <summary>Directories whose creation decides who was first. man 2 mkdir.</summary>
public static class DirectoryMaker
{
    private const int OwnerOnly = 0x1C0; // 0700

    /// <summary>Makes one directory that only its owner may enter.</summary>
    /// <returns>False if the name exists.</returns>
    public static bool TryMake(string path)
    {
        if (Libc.mkdir(path, OwnerOnly) == 0)
        {
            return true;
        }

        var errno = (Errno)Marshal.GetLastPInvokeError();
        return errno == Errno.EEXIST ? false : throw new LinuxException("mkdir", path, errno);
    }

    /// <summary>Removes a directory if it is empty. man 2 rmdir.</summary>
    /// <returns>False if it is not empty, in use or not there.</returns>
    public static bool TryRemove(string path) => Libc.rmdir(path) == 0;
}
