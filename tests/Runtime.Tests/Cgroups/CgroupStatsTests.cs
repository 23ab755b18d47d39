using MiniDocker.Runtime.Cgroups;

namespace MiniDocker.Runtime.Tests.Cgroups;

public sealed class CgroupStatsTests
{
    [Fact]
    public void ReadStats_v2_readsEveryFile()
    {
        using FakeHierarchies fake = new();
        fake.Write("c/memory.current", "5000\n");
        fake.Write("c/memory.max", "max\n");
        fake.Write("c/memory.stat", "anon 1000\nfile 3000\ninactive_file 2000\n");
        fake.Write("c/memory.events", "low 0\nhigh 0\nmax 4\noom 2\noom_kill 1\n");
        fake.Write("c/cpu.stat", "usage_usec 7\nuser_usec 4\nsystem_usec 3\nnr_throttled 2\n");
        fake.Write("c/pids.current", "6\n");
        fake.Write("c/io.stat", "8:0 rbytes=1 wbytes=2 rios=3 wios=4 dbytes=0 dios=0\n");
        fake.Write("c/memory.pressure",
            "some avg10=0.00 avg60=0.00 avg300=0.00 total=12\nfull avg10=0.00 total=5\n");
        Cgroup cgroup = Cgroup.Plan(fake.V2, "/c", "c");

        CgroupStats stats = cgroup.ReadStats();

        Assert.Equal(5000, stats.Memory.Usage);
        Assert.Equal(3000, stats.Memory.WorkingSet);
        Assert.Equal(long.MaxValue, stats.Memory.Limit);
        Assert.Equal(4, stats.Memory.FailCount);
        Assert.Equal(7000, stats.Cpu.UsageNanoseconds);
        Assert.Equal(2, stats.Cpu.ThrottledPeriods);
        Assert.Equal(6, stats.Pids);
        Assert.Equal([new DeviceIOStats(8, 0, 1, 2, 3, 4)], stats.IO);
        Assert.Equal([new PressureStats("memory", 12, 5)], stats.Pressure);
        Assert.Equal(1, cgroup.ReadOomKills());
    }

    [Fact]
    public void ReadStats_v1_readsEveryController()
    {
        using FakeHierarchies fake = new();
        fake.Write("memory/c/memory.usage_in_bytes", "5000");
        fake.Write("memory/c/memory.memsw.usage_in_bytes", "6000");
        fake.Write("memory/c/memory.limit_in_bytes", "9223372036854771712");
        fake.Write("memory/c/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 3\n");
        fake.Write("cpu,cpuacct/c/cpuacct.usage", "12345");
        fake.Write("cpu,cpuacct/c/cpuacct.stat", "user 2\nsystem 1\n");
        fake.Write("pids/c/pids.max", "max");
        fake.Write("blkio/c/blkio.throttle.io_service_bytes_recursive",
            "8:0 Read 10\n8:0 Write 20\n8:0 Total 30\nTotal 30\n");
        fake.Write("blkio/c/blkio.throttle.io_serviced_recursive", "8:0 Read 1\n8:0 Write 2\n");

        CgroupStats stats = Cgroup.Plan(fake.V1, "/c", "c").ReadStats();

        Assert.Equal(1000, stats.Memory.Swap);
        Assert.Equal(long.MaxValue, stats.Memory.Limit);
        Assert.Equal(3, stats.Memory.OomKills);
        Assert.Equal(12345, stats.Cpu.UsageNanoseconds);
        Assert.Equal(20_000_000, stats.Cpu.UserNanoseconds);
        Assert.Equal(long.MaxValue, stats.PidsLimit);
        Assert.Equal([new DeviceIOStats(8, 0, 10, 20, 1, 2)], stats.IO);
    }
}
