using MiniDocker.Engine.Containers;
using MiniDocker.Oci;
using MiniDocker.Oci.Spec;

namespace MiniDocker.Engine.Tests;

/// <summary>From flags to config.json, without a kernel.</summary>
public sealed class RuntimeSpecBuilderTests
{
    private static readonly ResolvedUser Root = new(0, 0, [], "/root");

    [Fact]
    public void Build_plain_container_is_confined_as_Dockers()
    {
        RuntimeSpec spec = Build(new HostConfig());

        Assert.Equal(["mount", "network", "uts", "pid", "ipc", "cgroup"],
            spec.Linux!.Namespaces.Select(ns => ns.Type));
        Assert.Equal(14, spec.Process!.Capabilities!.Bounding.Count);
        Assert.Empty(spec.Process.Capabilities.Ambient);
        Assert.Contains("/proc/kcore", spec.Linux.MaskedPaths);
        Assert.Contains("/proc/sys", spec.Linux.ReadonlyPaths);
        Assert.False(spec.Linux.Resources!.Devices[0].Allow);
        Assert.Contains("HOME=/root", spec.Process.Env);
        Assert.Contains("HOSTNAME=box", spec.Process.Env);
        Assert.Equal("/minidocker/" + new string('a', 64), spec.Linux.CgroupsPath);
    }

    [Fact]
    public void Build_user_other_than_root_has_no_capabilities_of_its_own()
    {
        RuntimeSpec spec = RuntimeSpecBuilder.Build(
            Record(new HostConfig()), "/d", new ResolvedUser(5, 6, [7], "/h"), null);

        Assert.Empty(spec.Process!.Capabilities!.Effective);
        Assert.Equal(14, spec.Process.Capabilities.Bounding.Count);
        Assert.Equal([7u], spec.Process.User.AdditionalGids);
    }

    [Fact]
    public void Build_limits_become_resources()
    {
        ResourcesSpec limits = RuntimeSpecBuilder.Limits(new HostConfig
        {
            Memory = 64 << 20,
            NanoCpus = 500_000_000,
            PidsLimit = 32,
            CpusetCpus = "0",
        });

        Assert.Equal(64L << 20, limits.Memory!.Limit);
        Assert.Equal(128L << 20, limits.Memory.Swap);
        Assert.Equal((50_000L, 100_000UL), (limits.Cpu!.Quota, limits.Cpu.Period));
        Assert.Equal(32, limits.Pids!.Limit);
    }

    [Fact]
    public void Build_own_mount_replaces_the_standard_one()
    {
        ContainerRecord record = Record(new HostConfig()) with
        {
            Mounts =
            [
                new MountPoint { Type = "bind", Source = "/h", Destination = "/etc/hosts" },
                new MountPoint { Type = "tmpfs", Destination = "/t", Mode = "exec,size=1m" },
            ],
        };

        RuntimeSpec spec = RuntimeSpecBuilder.Build(record, "/d", Root, null);

        Assert.Equal("/h", spec.Mounts.Single(m => m.Destination == "/etc/hosts").Source);
        MountSpec tmpfs = spec.Mounts.Single(m => m.Destination == "/t");
        Assert.Equal(["nosuid", "nodev", "exec", "size=1m"], tmpfs.Options);
    }

    [Theory]
    [InlineData("NET_ADMIN", null, 15)]
    [InlineData("ALL", "CAP_SYS_ADMIN", 40)]
    [InlineData(null, "ALL", 0)]
    [InlineData("chown", "all", 1)]
    public void Capabilities_are_added_and_dropped(string? add, string? drop, int count)
    {
        HostConfig host = new()
        {
            CapAdd = add is null ? null : [add],
            CapDrop = drop is null ? null : [drop],
        };

        Assert.Equal(count, Build(host).Process!.Capabilities!.Bounding.Count);
    }

    [Fact]
    public void ImageDefaults_Complete_merges_as_Docker_does()
    {
        ContainerDefaults image = new()
        {
            Env = ["PATH=/bin", "A=image", "B=image"],
            Cmd = ["serve"],
            Entrypoint = ["/app"],
            WorkingDir = "/srv",
            Labels = new Dictionary<string, string> { ["x"] = "1" },
        };

        ContainerConfig same = ImageDefaults.Complete(new(), image, "id");
        ContainerConfig own = ImageDefaults.Complete(
            new() { Entrypoint = ["/sh"], Env = ["A=own", "B"] }, image, "id");

        Assert.Equal(["/app", "serve"], ImageDefaults.CommandLine(same));
        Assert.Equal(["/sh"], ImageDefaults.CommandLine(own));
        Assert.Equal(["PATH=/bin", "A=own"], own.Env);
        Assert.Equal("/srv", own.WorkingDir);
    }

    private static RuntimeSpec Build(HostConfig host) =>
        RuntimeSpecBuilder.Build(Record(host), "/d", Root, null);

    private static ContainerRecord Record(HostConfig host) => new()
    {
        Id = new string('a', 64),
        Name = "n",
        Path = "/app",
        Config = new ContainerConfig { Hostname = "box" },
        HostConfig = host,
    };
}
