using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace MiniDocker.Linux;

/// <summary>
/// A mount that is attached nowhere: only its handle reaches it, and the last close ends it
/// (man 2 fsopen, fsconfig, fsmount).
/// </summary>
public sealed unsafe class DetachedMount : IDisposable
{
    private const int SYS_fsopen = 430, SYS_fsconfig = 431, SYS_fsmount = 432;
    private const uint FSOPEN_CLOEXEC = 1, FSMOUNT_CLOEXEC = 1;
    private const uint SetFlag = 0, SetString = 1, CommandCreate = 6;
    private const uint MOUNT_ATTR_RDONLY = 1, MOUNT_ATTR_NOSUID = 2, MOUNT_ATTR_NODEV = 4;

    private readonly SafeFileHandle _context;

    /// <summary>Starts to configure a file system.</summary>
    /// <exception cref="IOException">The kernel does not have it, or EPERM.</exception>
    public DetachedMount(string fileSystem)
    {
        fixed (byte* name = Bytes(fileSystem))
        {
            nint fd = LibcAt.fsopen(SYS_fsopen, name, FSOPEN_CLOEXEC);
            if (fd < 0)
                throw PathAt.Failed(Marshal.GetLastPInvokeError(), "fsopen", fileSystem);
            _context = new SafeFileHandle(fd, true);
        }
    }

    /// <summary>Sets one option.</summary>
    /// <exception cref="IOException">The file system refuses it.</exception>
    public void Set(string key, string value)
    {
        fixed (byte* k = Bytes(key), v = Bytes(value))
            Configure(SetString, k, v, $"{key}={value}");
    }

    /// <summary>Makes a read-only mount without devices and set-id programs.</summary>
    /// <returns>An O_PATH handle on its root directory. Closing it takes the mount out of its
    /// own anonymous namespace: files that are open on it stay usable, and overlayfs no longer
    /// takes it as a lower.</returns>
    /// <exception cref="IOException">The kernel refuses.</exception>
    public SafeFileHandle MountReadOnly()
    {
        fixed (byte* ro = "ro\0"u8)
            Configure(SetFlag, ro, null, "ro");
        Configure(CommandCreate, null, null, "create");
        nint fd = LibcAt.fsmount(
            SYS_fsmount, _context, FSMOUNT_CLOEXEC,
            MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV);
        if (fd < 0)
            throw PathAt.Failed(Marshal.GetLastPInvokeError(), "fsmount", "detached");
        return new SafeFileHandle(fd, true);
    }

    /// <inheritdoc/>
    public void Dispose() => _context.Dispose();

    private void Configure(uint command, byte* key, byte* value, string detail)
    {
        if (LibcAt.fsconfig(SYS_fsconfig, _context, command, key, value, 0) < 0)
        {
            int errno = Marshal.GetLastPInvokeError();
            throw PathAt.Failed(errno, "fsconfig", detail + Reason());
        }
    }

    // The context's read side holds the kernel's own words, one message a read.
    private string Reason()
    {
        byte* message = stackalloc byte[512];
        nint length = LibcAt.read(_context, message, 512);
        return length <= 0
            ? ""
            : ": " + Encoding.UTF8.GetString(message, (int)length).TrimEnd();
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
