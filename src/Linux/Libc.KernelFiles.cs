using System.Runtime.InteropServices;

namespace MiniDocker.Linux;

internal static unsafe partial class Libc
{
    internal const int O_RDONLY = 0, O_WRONLY = 1;
    internal const int BPF_PROG_LOAD = 5, BPF_PROG_ATTACH = 8, BPF_PROG_DETACH = 9;
    internal const int BPF_PROG_GET_FD_BY_ID = 13, BPF_PROG_QUERY = 16;
    internal const uint BPF_PROG_TYPE_CGROUP_DEVICE = 15, BPF_CGROUP_DEVICE = 6;
    internal const uint BPF_F_ALLOW_MULTI = 2, BPF_F_REPLACE = 4;

    // man 2 rmdir
    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int rmdir(string path);

    // man 2 chown
    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int chown(string path, uint owner, uint group);

    // man 2 bpf: no wrapper in the C library
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    internal static partial nint bpf(nint number, nint command, void* attributes, nint size);

    /// <summary>union bpf_attr as BPF_PROG_LOAD reads it; what follows is zero.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct BpfLoad
    {
        internal uint prog_type;
        internal uint insn_cnt;
        internal ulong insns;
        internal ulong license;
        internal uint log_level;
        internal uint log_size;
        internal ulong log_buf;
        internal uint kern_version;
        internal uint prog_flags;
    }

    /// <summary>union bpf_attr as BPF_PROG_ATTACH and BPF_PROG_DETACH read it.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct BpfAttach
    {
        internal uint target_fd;
        internal uint attach_bpf_fd;
        internal uint attach_type;
        internal uint attach_flags;
        internal uint replace_bpf_fd;
    }

    /// <summary>union bpf_attr as BPF_PROG_QUERY reads and fills it.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct BpfQuery
    {
        internal uint target_fd;
        internal uint attach_type;
        internal uint query_flags;
        internal uint attach_flags;
        internal ulong prog_ids;
        internal uint prog_cnt;
    }
}
