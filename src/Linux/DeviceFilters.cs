using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MiniDocker.Linux;

/// <summary>
/// The eBPF programs that decide which devices the processes of a v2 cgroup may use.
/// man 2 bpf, BPF_PROG_TYPE_CGROUP_DEVICE.
/// </summary>
public static unsafe class DeviceFilters
{
    private const int InstructionBytes = 8;

    // The kernel takes 64 programs in one cgroup (BPF_CGROUP_MAX_PROGS).
    private const int ProgramsMax = 64;

    private static nint SYS_bpf =>
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 280 : 321;

    /// <summary>
    /// Makes a program the only one of a cgroup. What the cgroup had goes after it is attached,
    /// so there is no moment without a filter.
    /// </summary>
    /// <param name="directory">The cgroup's directory.</param>
    /// <param name="program">struct bpf_insn after struct bpf_insn.</param>
    /// <exception cref="LinuxException">EPERM without CAP_BPF and CAP_NET_ADMIN; EINVAL or
    /// EACCES for a program that the verifier refuses.</exception>
    public static void Replace(string directory, ReadOnlySpan<byte> program)
    {
        using SafeFileHandle cgroup = Open(directory);
        using SafeFileHandle loaded = Load(program);
        uint* ids = stackalloc uint[ProgramsMax];
        int count = Query(cgroup, directory, ids);
        using SafeFileHandle? only = count == 1 ? OpenProgram(ids[0]) : null;
        Attach(cgroup, directory, loaded, only);
        for (int i = 0; count > 1 && i < count; i++)
        {
            using SafeFileHandle old = OpenProgram(ids[i]);
            Detach(cgroup, directory, old);
        }
    }

    /// <summary>How many programs a cgroup has.</summary>
    public static int Count(string directory)
    {
        using SafeFileHandle cgroup = Open(directory);
        uint* ids = stackalloc uint[ProgramsMax];
        return Query(cgroup, directory, ids);
    }

    private static SafeFileHandle Open(string directory)
    {
        SafeFileHandle handle = Libc.open(directory, Libc.O_RDONLY | Libc.O_CLOEXEC, 0);
        return handle.IsInvalid
            ? throw new LinuxException(
                "open", directory, (Errno)Marshal.GetLastPInvokeError())
            : handle;
    }

    private static SafeFileHandle Load(ReadOnlySpan<byte> program)
    {
        // The license decides which kernel functions a program may call; this one calls none.
        fixed (byte* instructions = program)
        fixed (byte* license = "Apache\0"u8)
        {
            var load = new Libc.BpfLoad
            {
                prog_type = Libc.BPF_PROG_TYPE_CGROUP_DEVICE,
                insn_cnt = (uint)(program.Length / InstructionBytes),
                insns = (ulong)instructions,
                license = (ulong)license,
            };
            int fd = Call(Libc.BPF_PROG_LOAD, &load, sizeof(Libc.BpfLoad), "BPF_PROG_LOAD");
            return new SafeFileHandle(fd, ownsHandle: true);
        }
    }

    private static SafeFileHandle OpenProgram(uint id) => new(
        Call(Libc.BPF_PROG_GET_FD_BY_ID, &id, sizeof(uint), $"BPF_PROG_GET_FD_BY_ID, {id}"),
        ownsHandle: true);

    private static int Query(SafeFileHandle cgroup, string directory, uint* ids)
    {
        var query = new Libc.BpfQuery
        {
            target_fd = (uint)cgroup.DangerousGetHandle(),
            attach_type = Libc.BPF_CGROUP_DEVICE,
            prog_ids = (ulong)ids,
            prog_cnt = ProgramsMax,
        };
        Call(Libc.BPF_PROG_QUERY, &query, sizeof(Libc.BpfQuery), $"BPF_PROG_QUERY, {directory}");
        return (int)query.prog_cnt;
    }

    private static void Attach(
        SafeFileHandle cgroup, string directory, SafeFileHandle program, SafeFileHandle? replaced)
    {
        var attach = new Libc.BpfAttach
        {
            target_fd = (uint)cgroup.DangerousGetHandle(),
            attach_bpf_fd = (uint)program.DangerousGetHandle(),
            attach_type = Libc.BPF_CGROUP_DEVICE,
            attach_flags = Libc.BPF_F_ALLOW_MULTI,
        };
        if (replaced is not null)
        {
            attach.attach_flags |= Libc.BPF_F_REPLACE;
            attach.replace_bpf_fd = (uint)replaced.DangerousGetHandle();
        }

        Call(Libc.BPF_PROG_ATTACH, &attach, sizeof(Libc.BpfAttach),
            $"BPF_PROG_ATTACH, {directory}");
    }

    private static void Detach(SafeFileHandle cgroup, string directory, SafeFileHandle program)
    {
        var detach = new Libc.BpfAttach
        {
            target_fd = (uint)cgroup.DangerousGetHandle(),
            attach_bpf_fd = (uint)program.DangerousGetHandle(),
            attach_type = Libc.BPF_CGROUP_DEVICE,
        };
        Call(Libc.BPF_PROG_DETACH, &detach, sizeof(Libc.BpfAttach),
            $"BPF_PROG_DETACH, {directory}");
    }

    private static int Call(int command, void* attributes, int size, string detail) =>
        LinuxException.ThrowIfError(
            (int)Libc.bpf(SYS_bpf, command, attributes, size), "bpf", detail);
}
