using System.Text;
using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Mounts;
using MiniDocker.Runtime.Plans;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Rootfs;

/// <summary>
/// Standard input, output and error of the program: a terminal, or what was given.
/// </summary>
internal static unsafe class ConsoleSteps
{
    private const ulong PtmxDevice = (5 << 8) | 2;

    /// <summary>
    /// Makes a terminal in the container's own devpts, checked by what it is and not by its path,
    /// and binds its slave by handle on /dev/console (CVE-2025-52565).
    /// </summary>
    internal static void Add(LaunchContext c, bool bindsConsole)
    {
        if (!c.Process.Terminal)
        {
            Inherit(c);
            return;
        }
        PlanBuilder b = c.Builder;
        b.Begin("open terminal", "process.terminal: a pair in the container's own devpts");
        Slot master = RootfsPath.Open(c, "/dev/pts/ptmx", O_RDWR | O_NOCTTY,
            RESOLVE_IN_ROOT | RESOLVE_NO_SYMLINKS).Into("master");
        byte* fileSystem = b.Arena.Take(128);
        b.Call(Syscall.fstatfs, master, fileSystem);
        b.Do(StepOperation.Check, fileSystem, ~0ul, DEVPTS_SUPER_MAGIC, ENODEV);
        byte* stat = b.Arena.Take(Stat.Bytes);
        b.Call(Syscall.fstat, master, stat);
        b.Do(StepOperation.Check, stat + Stat.DeviceOffset, ~0ul, PtmxDevice, ENODEV);
        b.Call(Syscall.ioctl, master, TIOCSPTLCK, b.Value(0));
        Slot slave = b.Call(Syscall.ioctl, master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC)
            .Into("slave");
        if (c.Process.ConsoleSize is { } size && size.Height != 0 && size.Width != 0)
            SetSize(c, master, size);
        if (bindsConsole && c.Dev is { } dev)
            Bind(c, dev, slave);
        b.Begin("send terminal to its owner", "the master end is for whoever shows it");
        DescriptorMessage.Send(c, c.Options.ConsoleSocket, master,
            Encoding.UTF8.GetBytes("/dev/ptmx"));
        c.Close(master);
        b.Begin("use terminal", "standard input, output, error and the controlling terminal");
        if (c.Process.User.Uid != 0)
            b.Call(Syscall.fchownat, slave, b.Text(""), c.Process.User.Uid, -1, AT_EMPTY_PATH);
        for (int i = 0; i < 3; i++)
            b.Call(Syscall.dup3, slave, i, 0);
        b.Call(Syscall.ioctl, 0, TIOCSCTTY, 0);
    }

    private static void SetSize(LaunchContext c, Slot master, ConsoleSizeSpec size)
    {
        ushort* window = (ushort*)c.Builder.Arena.Take(8);
        window[0] = (ushort)size.Height;
        window[1] = (ushort)size.Width;
        c.Builder.Call(Syscall.ioctl, master, TIOCSWINSZ, window);
    }

    private static void Bind(LaunchContext c, Slot dev, Slot slave)
    {
        PlanBuilder b = c.Builder;
        b.Begin("bind terminal on /dev/console", "programs write to the console by that name");
        const uint mode = 0x190;
        StepHandle made = b.Call(Syscall.openat, dev, b.Text("console"),
            O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, mode).Tolerate(EEXIST);
        made.Into("file");
        Slot target = b.Call(Syscall.openat, dev, b.Text("console"),
            O_PATH | O_NOFOLLOW | O_CLOEXEC).Into("target");
        Slot tree = b.Call(Syscall.open_tree, slave, b.Text(""),
            OPEN_TREE_CLONE | O_CLOEXEC | AT_EMPTY_PATH).Into("tree");
        MountSteps.Attach(c, tree, target);
        c.Close(tree);
        c.Close(target);
    }

    private static void Inherit(LaunchContext c)
    {
        int[] given =
        [
            c.Options.StandardInput, c.Options.StandardOutput, c.Options.StandardError,
        ];
        c.Builder.Begin("connect standard input, output and error", "as the caller gave them");
        // A given descriptor below 3 could be overwritten before its turn: copies come first.
        for (int i = 0; i < 3; i++)
        {
            if (given[i] == i)
                continue;
            if (given[i] < i)
                throw new ArgumentException(
                    "a standard descriptor of the program must be its own number or above 2");
            c.Builder.Call(Syscall.dup3, given[i], i, 0);
        }
    }
}
