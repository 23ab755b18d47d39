using System.Text.RegularExpressions;
using MiniDocker.Linux;
using MiniDocker.Runtime;
using MiniDocker.TestKit;

namespace MiniDocker.Abi;

/// <summary>Every structure that the kernel reads or fills is laid out as C lays it out.</summary>
public sealed partial class StructTests
{
    private static readonly Dictionary<string, StructRow> Rows = new()
    {
        ["Libc+PollEntry"] = new("struct pollfd", "fd events revents"),
        ["Libc+IoVector"] = new("struct iovec", "Base=iov_base Length=iov_len"),
        ["Libc+MessageHeader"] = new("struct msghdr",
            "Name=msg_name NameLength=msg_namelen Vectors=msg_iov VectorCount=msg_iovlen "
            + "Control=msg_control ControlLength=msg_controllen Flags=msg_flags"),
        ["Libc+RecordLock"] = new("struct flock",
            "Type=l_type Whence=l_whence Start=l_start Length=l_len Pid=l_pid"),
        ["Libc+OneDescriptor"] = new("struct one_descriptor",
            "Length=header.cmsg_len Level=header.cmsg_level Type=header.cmsg_type "
            + "Descriptor=descriptor"),
        ["Libc+WindowSize"] = new("struct winsize",
            "Rows=ws_row Columns=ws_col PixelsX=ws_xpixel PixelsY=ws_ypixel"),
        ["Libc+BpfLoad"] = new("union bpf_attr",
            "prog_type insn_cnt insns license log_level log_size log_buf kern_version prog_flags",
            IsPrefix: true),
        ["Libc+BpfAttach"] = new("union bpf_attr",
            "target_fd attach_bpf_fd attach_type attach_flags replace_bpf_fd", IsPrefix: true),
        ["Libc+BpfQuery"] = new("union bpf_attr",
            "target_fd=query.target_fd attach_type=query.attach_type "
            + "query_flags=query.query_flags attach_flags=query.attach_flags "
            + "prog_ids=query.prog_ids prog_cnt=query.prog_cnt", IsPrefix: true),
        ["StatxStatus"] = new("struct statx",
            "LinkCount=stx_nlink Uid=stx_uid Gid=stx_gid Mode=stx_mode Inode=stx_ino "
            + "Size=stx_size ModifiedSeconds=stx_mtime.tv_sec "
            + "ModifiedNanoseconds=stx_mtime.tv_nsec RdevMajor=stx_rdev_major "
            + "RdevMinor=stx_rdev_minor DevMajor=stx_dev_major DevMinor=stx_dev_minor"),
        ["RootedTree+Statx"] = new("struct statx",
            "Links=stx_nlink Uid=stx_uid Gid=stx_gid Mode=stx_mode Inode=stx_ino Size=stx_size "
            + "ChangedSeconds=stx_ctime.tv_sec ChangedNanoseconds=stx_ctime.tv_nsec "
            + "ModifiedSeconds=stx_mtime.tv_sec ModifiedNanoseconds=stx_mtime.tv_nsec "
            + "RdevMajor=stx_rdev_major RdevMinor=stx_rdev_minor"),
        ["RootedTree+OpenHow"] = OpenHowRow,
        ["OpenHow"] = OpenHowRow,
        ["Plans.OpenHow"] = OpenHowRow,
        ["KernelTime"] = new("struct timespec", "Seconds=tv_sec Nanoseconds=tv_nsec"),
        ["Plans.MountAttr"] = new("struct mount_attr",
            "Set=attr_set Clear=attr_clr Propagation=propagation UsernsFd=userns_fd"),
        ["Plans.CloneArgs"] = new("struct clone_args",
            "Flags=flags Pidfd=pidfd ChildTid=child_tid ParentTid=parent_tid "
            + "ExitSignal=exit_signal Stack=stack StackSize=stack_size Tls=tls SetTid=set_tid "
            + "SetTidSize=set_tid_size Cgroup=cgroup"),
    };

    // Structures of our own, which only our own two processes share.
    private static readonly string[] Ours = ["Plans.Step", "Plans.StepReport", "Plans.PlanImage"];

    private static StructRow OpenHowRow => new(
        "struct open_how", "Flags=flags Mode=mode Resolve=resolve");

    [Fact]
    public void Structs_haveTheSizesAndOffsetsOfTheHeaders()
    {
        CSource source = new CSource()
            .Include("poll.h", "time.h", "linux/bpf.h", "linux/openat2.h", "linux/sched.h",
                "sys/ioctl.h", "sys/mount.h", "sys/socket.h", "sys/stat.h", "sys/uio.h")
            .Declare("struct one_descriptor { struct cmsghdr header; int descriptor; };");
        foreach ((string name, StructRow row) in Rows)
            row.AddTo(source, Find(name));
        Assert.Empty(source.Compile());
    }

    [Fact]
    public void Structs_withALayout_allHaveARow()
    {
        List<string> missing = [];
        foreach (Type type in AllTypes())
        {
            string name = ShortName(type);
            if (Declared().Contains(type.Name) && !Rows.ContainsKey(name) && !Ours.Contains(name))
                missing.Add(name);
        }

        Assert.Empty(missing);
    }

    // The attribute leaves no trace in metadata that tells it from the default: read the sources.
    private static HashSet<string> Declared()
    {
        HashSet<string> names = [];
        foreach (string directory in (string[])["src/Linux", "src/Runtime/Core"])
        {
            foreach (string file in Directory.EnumerateFiles(
                Path.Combine(Repository.Root, directory), "*.cs", SearchOption.AllDirectories))
            {
                foreach (Match match in LaidOut().Matches(File.ReadAllText(file)))
                    names.Add(match.Groups[1].Value);
            }
        }

        Assert.True(names.Count > 10, "no structures found: is the pattern right?");
        return names;
    }

    private static Type Find(string name) =>
        AllTypes().Single(type => ShortName(type) == name);

    private static IEnumerable<Type> AllTypes() =>
        typeof(Errno).Assembly.GetTypes().Concat(typeof(Launcher).Assembly.GetTypes())
            .Where(type => type.IsValueType && !type.IsEnum && !type.IsPrimitive);

    private static string ShortName(Type type) => (type.FullName ?? type.Name)
        .Replace("MiniDocker.Linux.", "").Replace("MiniDocker.Runtime.", "");

    [GeneratedRegex(@"\[StructLayout\([^\]]*\)\]\s*(?:\w+ )*struct (\w+)")]
    private static partial Regex LaidOut();
}
