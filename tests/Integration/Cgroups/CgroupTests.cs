using System.Diagnostics;
using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Cgroups;
using MiniDocker.TestKit;

namespace MiniDocker.Integration.Cgroups;

/// <summary>The machine's own cgroups, whichever version they are.</summary>
public sealed class CgroupTests
{
    [Fact]
    public void Pause_runningProcess_stopsItUntilResume()
    {
        using CgroupFixture fixture = Fixture();
        Process process = fixture.Start("sleep 60");

        fixture.Cgroup.Pause();
        Assert.True(fixture.Cgroup.IsPaused);
        fixture.Cgroup.Resume();

        Assert.False(fixture.Cgroup.IsPaused);
        Assert.Contains(process.Id, fixture.Cgroup.Processes());
    }

    [Fact]
    public void Kill_pausedTree_leavesNobody()
    {
        using CgroupFixture fixture = Fixture();
        Process process = fixture.Start("sh -c 'sleep 61 & sleep 62 & wait'");
        fixture.Cgroup.Pause();

        fixture.Cgroup.Kill(9);

        Assert.Empty(fixture.Cgroup.Processes());
        process.WaitForExit();
        Assert.Equal(128 + 9, process.ExitCode);
    }

    [Fact]
    public void Kill_otherSignal_reachesEveryProcess()
    {
        using CgroupFixture fixture = Fixture();
        Process process = fixture.Start("sleep 63");

        fixture.Cgroup.Kill(15);

        process.WaitForExit();
        Assert.Equal(128 + 15, process.ExitCode);
    }

    [Fact]
    public void Remove_cgroupsBelow_goToo()
    {
        CgroupFixture fixture = Fixture();
        foreach (string directory in fixture.Cgroup.Directories)
            Directory.CreateDirectory(directory + "/a/b");

        fixture.Dispose();

        Assert.All(fixture.Cgroup.Directories, d => Assert.False(Directory.Exists(d)));
        fixture.Cgroup.Remove();
    }

    [Fact]
    public void Compile_occupiedCgroup_isRefused()
    {
        using CgroupFixture fixture = Fixture();
        Process process = fixture.Start("sleep 64");

        Exception refused = Assert.ThrowsAny<Exception>(() => fixture.Cgroup.Compile(null));

        Assert.Contains("has processes", refused.Message);
    }

    [Fact]
    public void Limits_onV1_areWhatTheKernelSays()
    {
        Needs.Root();
        CgroupHost host = CgroupHost.Read();
        Assert.SkipWhen(host.Version == CgroupVersion.V2, "needs v1 controllers");
        using CgroupFixture fixture = new(host, new ResourcesSpec
        {
            Memory = new() { Limit = 64 << 20 },
            Cpu = new() { Shares = 512, Quota = 50_000, Period = 100_000 },
            Pids = new() { Limit = 10 },
        });

        Assert.Equal("67108864", fixture.Read("memory", "memory.limit_in_bytes"));
        Assert.Equal("512", fixture.Read("cpu", "cpu.shares"));
        Assert.Equal("50000", fixture.Read("cpu", "cpu.cfs_quota_us"));
        Assert.Equal("10", fixture.Read("pids", "pids.max"));
        Assert.Contains("c 1:3 rwm", fixture.Read("devices", "devices.list"));
        Assert.DoesNotContain("a *:*", fixture.Read("devices", "devices.list"));

        fixture.Cgroup.Update(new ResourcesSpec
        {
            Memory = new() { Limit = 32 << 20 }, Pids = new() { Limit = -1 },
        });

        Assert.Equal("33554432", fixture.Read("memory", "memory.limit_in_bytes"));
        Assert.Equal("max", fixture.Read("pids", "pids.max"));
        Assert.Equal("512", fixture.Read("cpu", "cpu.shares"));
    }

    [Fact]
    public void ReadOomKills_tooMuchMemory_countsTheProcess()
    {
        Needs.Root();
        CgroupHost host = CgroupHost.Read();
        using CgroupFixture fixture = new(host, new ResourcesSpec
        {
            Memory = new() { Limit = 16 << 20 },
        });
        Process process = fixture.Start("head -c 100m /dev/zero | tail");

        process.WaitForExit();

        Assert.True(fixture.Cgroup.ReadOomKills() > 0);
        Assert.Equal(16 << 20, fixture.Cgroup.ReadStats().Memory.Limit);
    }

    [Fact]
    public void ReadStats_busyProcess_hasTimeAndPids()
    {
        using CgroupFixture fixture = Fixture();
        Process process = fixture.Start("sh -c 'while :; do :; done'");
        Stopwatch clock = Stopwatch.StartNew();
        CgroupStats stats = fixture.Cgroup.ReadStats();
        while (stats.Cpu.UsageNanoseconds < 10_000_000 && clock.Elapsed.TotalSeconds < 20)
            stats = fixture.Cgroup.ReadStats();

        Assert.True(stats.Cpu.UsageNanoseconds >= 10_000_000);
        Assert.Equal(1, stats.Pids);
        Assert.True(stats.Memory.Usage > 0);
    }

    [Fact]
    public void ForbiddenDevice_onV1_cannotBeOpened()
    {
        Needs.Root();
        CgroupHost host = CgroupHost.Read();
        Assert.SkipWhen(host.Version == CgroupVersion.V2, "needs v1 controllers");
        using CgroupFixture fixture = new(host);

        Process allowed = fixture.Start("head -c 1 /dev/zero");
        allowed.WaitForExit();
        Process forbidden = fixture.Start("head -c 1 /dev/kmsg");
        forbidden.WaitForExit();

        Assert.Equal(0, allowed.ExitCode);
        Assert.NotEqual(0, forbidden.ExitCode);
        Assert.Contains("not permitted", forbidden.StandardError.ReadToEnd());
    }

    private static CgroupFixture Fixture()
    {
        Needs.Root();
        return new CgroupFixture(CgroupHost.Read());
    }
}
