using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Cgroups;
using MiniDocker.Runtime.State;

namespace MiniDocker.Runtime.Tests.Cgroups;

public sealed class ResourcesTests
{
    private static readonly ResourcesSpec Everything = new()
    {
        Memory = new()
        {
            Limit = 64 << 20, Swap = 96 << 20, Reservation = 32 << 20, Swappiness = 10,
            DisableOomKiller = true,
        },
        Cpu = new() { Shares = 512, Quota = 50_000, Period = 100_000, Cpus = "0", Mems = "0" },
        Pids = new() { Limit = 100 },
        BlockIO = new()
        {
            Weight = 500,
            ThrottleReadBpsDevice = [new() { Major = 8, Minor = 0, Rate = 1 << 20 }],
            ThrottleWriteIopsDevice = [new() { Major = 8, Minor = 16, Rate = 99 }],
        },
    };

    [Fact]
    public void Compile_v1_writesEveryResource()
    {
        using FakeHierarchies fake = new();
        fake.Write("cpuset/cpuset.cpus", "0-1");
        fake.Write("cpuset/cpuset.mems", "0");

        List<string> text = fake.Text(Cgroup.Plan(fake.V1, "/c", "c").Compile(Everything));

        Assert.Equal(
            ["memory/c/memory.limit_in_bytes=67108864",
             "memory/c/memory.memsw.limit_in_bytes=100663296",
             "memory/c/memory.soft_limit_in_bytes=33554432", "memory/c/memory.swappiness=10",
             "memory/c/memory.oom_control=1", "cpu,cpuacct/c/cpu.shares=512",
             "cpu,cpuacct/c/cpu.cfs_period_us=100000", "cpu,cpuacct/c/cpu.cfs_quota_us=50000",
             "cpuset/c/cpuset.cpus=0", "cpuset/c/cpuset.mems=0", "pids/c/pids.max=100",
             "blkio/c/blkio.weight=500", "blkio/c/blkio.bfq.weight=500",
             "blkio/c/blkio.throttle.read_bps_device=8:0 1048576",
             "blkio/c/blkio.throttle.write_iops_device=8:16 99", "devices/c/devices.deny=a"],
            text[2..18]);
        Assert.Contains("devices/c/devices.allow=c 1:3 rwm", text);
    }

    [Fact]
    public void Compile_v2_writesEveryResource()
    {
        using FakeHierarchies fake = new();

        List<string> text = fake.Text(Cgroup.Plan(fake.V2, "/c", "c").Compile(Everything));

        Assert.Equal(
            ["c/memory.max=67108864", "c/memory.swap.max=33554432", "c/memory.low=33554432",
             "c/cpu.weight=59", "c/cpu.max=50000 100000", "c/cpuset.cpus=0", "c/cpuset.mems=0",
             "c/pids.max=100", "c/io.bfq.weight=500", "c/io.weight=default 4950",
             "c/io.max=8:0 rbps=1048576", "c/io.max=8:16 wiops=99"],
            text);
    }

    // The table of the conversion that runc and crun share.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(1024, 100)]
    [InlineData(262_144, 10_000)]
    [InlineData(500_000, 10_000)]
    public void Weight_shares_areOnTheCurve(ulong shares, ulong weight) =>
        Assert.Equal(weight, ResourcesV2.Weight(shares));

    [Fact]
    public void Weight_moreShares_isNeverLess()
    {
        ulong last = 0;
        for (ulong shares = 2; shares <= 262_144; shares += 13)
        {
            ulong weight = ResourcesV2.Weight(shares);
            Assert.InRange(weight, Math.Max(last, 1), 10_000UL);
            last = weight;
        }
    }

    [Theory]
    [InlineData(100, -1L, "max")]
    [InlineData(100, 100L, "0")]
    [InlineData(-1, null, "max")]
    public void Compile_v2Swap_isWithoutTheMemory(long limit, long? swap, string expected)
    {
        using FakeHierarchies fake = new();
        ResourcesSpec resources = new() { Memory = new() { Limit = limit, Swap = swap } };

        Assert.Contains($"c/memory.swap.max={expected}",
            fake.Text(Cgroup.Plan(fake.V2, "/c", "c").Compile(resources)));
    }

    [Theory]
    [InlineData(null, 100)]
    [InlineData(200, 100)]
    public void Compile_v2SwapBelowMemory_isRefused(int? limit, int swap)
    {
        using FakeHierarchies fake = new();
        ResourcesSpec resources = new() { Memory = new() { Limit = limit, Swap = swap } };

        Assert.Throws<ContainerException>(
            () => Cgroup.Plan(fake.V2, "/c", "c").Compile(resources));
    }

    [Fact]
    public void Update_v2OnlyQuota_keepsThePeriod()
    {
        using FakeHierarchies fake = new();
        fake.Write("c/cpu.max", "max 20000\n");

        Cgroup.Plan(fake.V2, "/c", "c").Update(new() { Cpu = new() { Quota = 5000 } });

        Assert.StartsWith("5000 20000", fake.Read("c/cpu.max"));
    }

    [Fact]
    public void Update_v2CheckBeforeUpdate_refusesLessThanIsUsed()
    {
        using FakeHierarchies fake = new();
        fake.Write("c/memory.current", "1000\n");
        fake.Write("c/memory.max", "max\n");
        ResourcesSpec resources = new()
        {
            Memory = new() { Limit = 999, CheckBeforeUpdate = true },
        };

        Assert.Throws<ContainerException>(
            () => Cgroup.Plan(fake.V2, "/c", "c").Update(resources));
        Assert.Equal("max\n", fake.Read("c/memory.max"));
    }

    [Theory]
    [InlineData("../../memory.max")]
    [InlineData("memory")]
    public void Compile_unifiedThatIsNoFileName_isRefused(string name)
    {
        using FakeHierarchies fake = new();
        ResourcesSpec resources = new()
        {
            Unified = new Dictionary<string, string> { [name] = "1" },
        };

        Assert.Throws<ContainerException>(
            () => Cgroup.Plan(fake.V2, "/c", "c").Compile(resources));
    }

    [Fact]
    public void Compile_controllerThatTheMachineLacks_isRefusedByName()
    {
        using FakeHierarchies fake = new();
        CgroupHost host = new([new(["pids"], fake.Root + "/pids", "/", false)]);

        var refused = Assert.Throws<ContainerException>(
            () => Cgroup.Plan(host, "/c", "c").Compile(Everything));

        Assert.Contains("no memory cgroup controller", refused.Message);
    }
}
