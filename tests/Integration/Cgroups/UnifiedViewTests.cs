using System.Diagnostics;
using System.Text;
using MiniDocker.Linux;
using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Cgroups;
using MiniDocker.TestKit;

namespace MiniDocker.Integration.Cgroups;

/// <summary>
/// The v2 code on any machine: on a thread with a mount namespace of its own, /sys/fs/cgroup is
/// the v2 hierarchy and nothing else.
/// </summary>
public sealed unsafe class UnifiedViewTests
{
    private const int SYS_mount = 165, SYS_umount2 = 166, SYS_unshare = 272;
    private const ulong CLONE_FS = 0x200, CLONE_NEWNS = 0x20000;
    private const ulong MS_REC = 0x4000, MS_PRIVATE = 0x40000, MNT_DETACH = 2;

    [Fact]
    public void Pause_runningProcess_stopsItUntilResume() => InView(host =>
    {
        using CgroupFixture fixture = new(host);
        Process process = fixture.Start("sleep 71");

        fixture.Cgroup.Pause();
        Assert.True(fixture.Cgroup.IsPaused);
        fixture.Cgroup.Resume();

        Assert.False(fixture.Cgroup.IsPaused);
    });

    [Fact]
    public void Kill_pausedTree_leavesNobody() => InView(host =>
    {
        using CgroupFixture fixture = new(host);
        Process process = fixture.Start("sh -c 'sleep 72 & sleep 73 & wait'");
        fixture.Cgroup.Pause();

        fixture.Cgroup.Kill(9);

        Assert.Empty(fixture.Cgroup.Processes());
        process.WaitForExit();
    });

    [Fact]
    public void DeviceProgram_forbiddenDevice_cannotBeOpened() => InView(host =>
    {
        using CgroupFixture fixture = new(host);
        string directory = fixture.Program.CloneInto!;
        DeviceFilters.Replace(directory, fixture.Program.DeviceProgram);

        Process allowed = fixture.Start("head -c 1 /dev/zero");
        allowed.WaitForExit();
        Process forbidden = fixture.Start("head -c 1 /dev/kmsg");
        forbidden.WaitForExit();

        Assert.Equal(0, allowed.ExitCode);
        Assert.NotEqual(0, forbidden.ExitCode);
    });

    [Fact]
    public void Update_devices_replacesTheProgram() => InView(host =>
    {
        using CgroupFixture fixture = new(host);
        string directory = fixture.Program.CloneInto!;
        DeviceFilters.Replace(directory, fixture.Program.DeviceProgram);

        fixture.Cgroup.Update(new ResourcesSpec
        {
            Devices = [new() { Allow = true, Access = "rwm" }],
        });

        Assert.Equal(1, DeviceFilters.Count(directory));
        Process process = fixture.Start("head -c 1 /dev/kmsg");
        process.WaitForExit();
        Assert.DoesNotContain("not permitted", process.StandardError.ReadToEnd());
    });

    [Fact]
    public void Limit_controllerThatTheHierarchyLacks_saysWhichFile() => InView(host =>
    {
        using CgroupFixture fixture = new(host);
        Assert.SkipWhen(
            fixture.Read("", "cgroup.controllers").Contains("pids"), "the hierarchy has pids");

        LinuxException failed = Assert.Throws<LinuxException>(() => fixture.Cgroup.Update(
            new ResourcesSpec { Pids = new() { Limit = 5 } }));

        Assert.Equal(Errno.ENOENT, failed.Errno);
        Assert.Contains("pids.max, 5", failed.Message);
    });

    // Namespaces belong to threads: this one ends with the view.
    private static void InView(Action<CgroupHost> test)
    {
        Needs.Root();
        Exception? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                Enter();
                CgroupHost host = CgroupHost.Read();
                Assert.Equal(CgroupVersion.V2, host.Version);
                test(host);
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        });
        thread.Start();
        thread.Join();
        if (failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }

    private static void Enter()
    {
        Assert.SkipUnless(
            System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture
                == System.Runtime.InteropServices.Architecture.X64, "numbers of x86-64");
        fixed (byte* root = Text("/"), cgroups = Text("/sys/fs/cgroup"), type = Text("cgroup2"))
        {
            Check(RawSyscall.Invoke(SYS_unshare, CLONE_FS | CLONE_NEWNS));
            Check(RawSyscall.Invoke(SYS_mount, 0, (ulong)root, 0, MS_REC | MS_PRIVATE));
            Check(RawSyscall.Invoke(SYS_umount2, (ulong)cgroups, MNT_DETACH));
            Check(RawSyscall.Invoke(SYS_mount, (ulong)type, (ulong)cgroups, (ulong)type, 0));
        }
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text + '\0');

    private static void Check(long result) =>
        Assert.True(result >= 0, $"{(Errno)(-result)}");
}
