using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace MiniDocker.Linux;

/// <content>Directory entries and extended attributes.</content>
public static unsafe partial class PathAt
{
    private const int DirentReclen = 16, DirentName = 19;

    /// <summary>Reads the names in a directory, but for the two dots, in byte order.</summary>
    /// <param name="directory">Opened for reading and not read yet; stays open.</param>
    /// <exception cref="IOException">The kernel refused.</exception>
    public static List<byte[]> ReadNames(SafeFileHandle directory)
    {
        List<byte[]> names = [];
        byte[] buffer = new byte[64 << 10];
        while (true)
        {
            nint length;
            fixed (byte* b = buffer)
                length = LibcAt.getdents64(SysGetdents, directory, b, buffer.Length);
            if (length < 0)
                throw Failed(Marshal.GetLastPInvokeError(), "getdents64", "directory");
            if (length == 0)
                break;
            for (int at = 0; at < length;)
            {
                ReadOnlySpan<byte> entry = buffer.AsSpan(at);
                ReadOnlySpan<byte> name = entry[DirentName..];
                name = name[..name.IndexOf((byte)0)];
                if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
                    names.Add(name.ToArray());
                at += BinaryPrimitives.ReadUInt16LittleEndian(entry[DirentReclen..]);
            }
        }
        names.Sort(static (a, b) => a.AsSpan().SequenceCompareTo(b));
        return names;
    }

    /// <summary>Sets an attribute of an open file.</summary>
    public static int SetXattr(
        SafeFileHandle file, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        fixed (byte* n = Terminate(name, stackalloc byte[StackPath]), v = value)
            return Result(LibcAt.fsetxattr(file, n, v, value.Length, 0));
    }

    /// <summary>Sets an attribute of a name, also of a link or device.</summary>
    public static int SetXattr(
        SafeFileHandle directory, ReadOnlySpan<byte> name, ReadOnlySpan<byte> xattr,
        ReadOnlySpan<byte> value)
    {
        fixed (byte* p = ProcPath(directory, name), v = value,
            n = Terminate(xattr, stackalloc byte[StackPath]))
            return Result(LibcAt.lsetxattr(p, n, v, value.Length, 0));
    }

    /// <summary>Lists the attributes of a name; empty where there can be none.</summary>
    public static int ListXattrs(
        SafeFileHandle directory, ReadOnlySpan<byte> name, out List<byte[]> xattrs)
    {
        xattrs = [];
        fixed (byte* p = ProcPath(directory, name))
        {
            nint length = LibcAt.llistxattr(p, null, 0);
            if (length <= 0)
                return length == 0 || Marshal.GetLastPInvokeError() == ENOTSUP
                    ? 0
                    : Marshal.GetLastPInvokeError();
            byte[] list = new byte[64 << 10];
            fixed (byte* l = list)
                length = LibcAt.llistxattr(p, l, list.Length);
            if (length < 0)
                return Marshal.GetLastPInvokeError();
            ReadOnlySpan<byte> rest = list.AsSpan(0, (int)length);
            while (rest.IndexOf((byte)0) is > 0 and int end)
            {
                xattrs.Add(rest[..end].ToArray());
                rest = rest[(end + 1)..];
            }
            return 0;
        }
    }

    /// <summary>Reads an attribute of a name; ENODATA if it has none.</summary>
    public static int GetXattr(
        SafeFileHandle directory, ReadOnlySpan<byte> name, ReadOnlySpan<byte> xattr,
        out byte[] value)
    {
        fixed (byte* p = ProcPath(directory, name),
            n = Terminate(xattr, stackalloc byte[StackPath]))
        {
            byte* small = stackalloc byte[256];
            nint length = LibcAt.lgetxattr(p, n, small, 256);
            if (length >= 0)
            {
                value = new ReadOnlySpan<byte>(small, (int)length).ToArray();
                return 0;
            }
            value = [];
            if (Marshal.GetLastPInvokeError() != ERANGE)
                return Marshal.GetLastPInvokeError();
            byte[] large = new byte[64 << 10];
            fixed (byte* v = large)
                length = LibcAt.lgetxattr(p, n, v, large.Length);
            value = length < 0 ? [] : large[..(int)length];
            return Result(length);
        }
    }

    // There are no *at calls for attributes before Linux 6.13; the handle's magic link names
    // the directory, and the last component is not followed. An empty name is the handle itself:
    // "." stays inside a directory where following the magic link would not be allowed.
    private static byte[] ProcPath(SafeFileHandle directory, ReadOnlySpan<byte> name)
    {
        byte[] prefix = Encoding.ASCII.GetBytes(
            $"/proc/self/fd/{directory.DangerousGetHandle()}/");
        if (name.IsEmpty)
            name = "."u8;
        byte[] path = new byte[prefix.Length + name.Length + 1];
        prefix.CopyTo(path, 0);
        name.CopyTo(path.AsSpan(prefix.Length));
        return path;
    }
}
