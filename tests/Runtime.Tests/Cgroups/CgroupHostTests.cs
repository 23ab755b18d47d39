using MiniDocker.Runtime.Cgroups;

namespace MiniDocker.Runtime.Tests.Cgroups;

public sealed class CgroupHostTests
{
    private const string HybridMounts = """
        31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
        32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw shared:9 - cgroup cgroup rw,cpu,cpuacct
        35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
        40 31 0:37 / /sys/fs/cgroup/systemd rw,relatime - cgroup cgroup rw,xattr,name=systemd
        41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw
        """;

    private const string HybridOwn =
        "9:name=systemd:/\n4:memory:/user/a:b\n3:net_cls:/\n1:cpu,cpuacct:/\n0::/init\n";

    [Fact]
    public void Parse_hybridMachine_findsEveryMountedHierarchy()
    {
        CgroupHost host = CgroupHost.Parse(HybridMounts, HybridOwn);

        Assert.Equal(CgroupVersion.Hybrid, host.Version);
        Assert.Equal(["systemd", "memory", "cpu,cpuacct", "unified"],
            host.Hierarchies.Select(h => h.Name));
        Assert.Equal("/user/a:b", host.Hierarchies[1].OwnPath);
        Assert.True(host.Hierarchies[2].Has("cpuacct"));
        Assert.Equal("/init", host.Unified!.OwnPath);
    }

    [Fact]
    public void Parse_onlyV2Mounted_ignoresV1Lines()
    {
        CgroupHost host = CgroupHost.Parse(
            "41 31 0:38 / /sys/fs/cgroup rw - cgroup2 none rw", HybridOwn);

        Assert.Equal(CgroupVersion.V2, host.Version);
        Assert.Single(host.Hierarchies);
    }

    [Fact]
    public void Parse_boundPart_takesPathsFromTheMountPoint()
    {
        CgroupHost host = CgroupHost.Parse(
            "1 2 0:3 /docker/abc /sys/fs/cgroup/my\\040memory rw - cgroup cgroup rw,memory",
            "4:memory:/docker/abc/inner\n");

        Assert.Equal("/sys/fs/cgroup/my memory", host.Hierarchies[0].MountPoint);
        Assert.Equal("/inner", host.Hierarchies[0].OwnPath);
    }

    [Fact]
    public void Parse_nothingMounted_isNone() =>
        Assert.Equal(CgroupVersion.None, CgroupHost.Parse("", HybridOwn).Version);
}
