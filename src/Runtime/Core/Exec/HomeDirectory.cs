using System.Globalization;
using System.Text;
using MiniDocker.Linux;
using MiniDocker.Runtime.Plans;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Exec;

/// <summary>
/// HOME for a program whose environment has none: the entry of its uid in the container's
/// /etc/passwd. The file is the container's word about a path, and no more than that.
/// </summary>
internal static unsafe class HomeDirectory
{
    private const string Default = "/";
    private const int HomeField = 5, UidField = 2, Fields = 7;

    /// <summary>Completes the environment of a child that is ready and waits.</summary>
    internal static void Fill(LaunchContext c, int pid)
    {
        if (c.HomeText is null)
            return;
        string home = Find(pid, c.Process.User.Uid);
        var place = new Span<byte>(c.HomeText, RuntimeLimits.PathBytesMax);
        byte[] text = Encoding.UTF8.GetBytes("HOME=" + home + "\0");
        if (text.Length <= place.Length)
            text.CopyTo(place);
    }

    /// <summary>Looks a uid up in the root of a process; "/" if it is not there.</summary>
    internal static string Find(int pid, uint uid)
    {
        using var arena = new Arena();
        long root = Call(Syscall.openat, unchecked((ulong)AT_FDCWD),
            (ulong)arena.Text($"/proc/{pid}/root"), O_PATH | O_DIRECTORY | O_CLOEXEC);
        if (root < 0)
            return Default;
        OpenHow* how = arena.Value(new OpenHow(O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0,
            RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS));
        long file = Call(Syscall.openat2, (ulong)root, (ulong)arena.Text("etc/passwd"),
            (ulong)how, (ulong)sizeof(OpenHow));
        Call(Syscall.close, (ulong)root);
        if (file < 0)
            return Default;
        string home = Default;
        byte* stat = arena.Take(Stat.Bytes);
        bool isRegular = Call(Syscall.fstat, (ulong)file, (ulong)stat) == 0
            && (*(uint*)(stat + Stat.ModeOffset) & S_IFMT) == S_IFREG;
        if (isRegular)
            home = Parse(ReadAll(arena, (ulong)file), uid);
        Call(Syscall.close, (ulong)file);
        return home;
    }

    internal static string Parse(string passwd, uint uid)
    {
        foreach (string line in passwd.Split('\n'))
        {
            string[] fields = line.Split(':');
            if (fields.Length >= Fields
                && uint.TryParse(fields[UidField], NumberStyles.None, null, out uint found)
                && found == uid && fields[HomeField].Length > 0)
                return fields[HomeField];
        }
        return Default;
    }

    private static string ReadAll(Arena arena, ulong file)
    {
        byte* bytes = arena.Take(RuntimeLimits.PasswdBytesMax);
        int length = 0;
        while (length < RuntimeLimits.PasswdBytesMax)
        {
            long count = Call(Syscall.read, file, (ulong)(bytes + length),
                (ulong)(RuntimeLimits.PasswdBytesMax - length));
            if (count <= 0)
                break;
            length += (int)count;
        }
        return Encoding.UTF8.GetString(bytes, length);
    }

    private static long Call(Syscall call, ulong a, ulong b = 0, ulong c = 0, ulong d = 0) =>
        RawSyscall.Invoke(SyscallNumbers.Of(call), a, b, c, d);
}
