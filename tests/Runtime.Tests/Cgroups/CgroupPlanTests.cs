using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Cgroups;
using MiniDocker.Runtime.State;

namespace MiniDocker.Runtime.Tests.Cgroups;

public sealed class CgroupPlanTests
{
    [Fact]
    public void Plan_absolutePath_startsAtTheTop()
    {
        using FakeHierarchies fake = new();

        Cgroup cgroup = Cgroup.Plan(fake.V1, "/minidocker/c1", "c1");

        Assert.Equal(fake.Root + "/memory/minidocker/c1", cgroup.Directories[2]);
    }

    [Fact]
    public void Plan_noPath_isBelowTheCallersOwnInV1AndBesideItInV2()
    {
        using FakeHierarchies fake = new();

        Assert.Equal(fake.Root + "/memory/own/c1",
            Cgroup.Plan(fake.V1, null, "c1").Directories[2]);
        Assert.Equal([fake.Root + "/own/c1"], Cgroup.Plan(fake.V2, "", "c1").Directories);
    }

    [Theory]
    [InlineData("/../../etc/c1", "/etc/c1")]
    [InlineData("../../c1", "/c1")]
    [InlineData("/a/./b/../c1", "/a/c1")]
    public void Plan_dots_stayInsideTheHierarchy(string path, string expected)
    {
        using FakeHierarchies fake = new();

        Assert.Equal([fake.Root + expected], Cgroup.Plan(fake.V2, path, "x").Directories);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/a/..")]
    public void Plan_topOfAHierarchy_isRefused(string path)
    {
        using FakeHierarchies fake = new();

        Assert.Throws<ContainerException>(() => Cgroup.Plan(fake.V2, path, "x"));
    }

    [Fact]
    public void Compile_v1_joinsByTasksAndGivesNewCpusetsWhatTheirParentHas()
    {
        using FakeHierarchies fake = new();
        fake.Write("cpuset/cpuset.cpus", "0-3\n");
        fake.Write("cpuset/cpuset.mems", "0\n");
        fake.Write("cpuset/team/cpuset.cpus", "1-2\n");
        fake.Write("cpuset/team/cpuset.mems", "0\n");

        CgroupProgram program = Cgroup.Plan(fake.V1, "/team/x/c1", "c1").Compile(null);

        Assert.Equal(
            ["cpuset/team/x/cpuset.cpus=1-2", "cpuset/team/x/cpuset.mems=0",
             "cpuset/team/x/c1/cpuset.cpus=1-2", "cpuset/team/x/c1/cpuset.mems=0"],
            fake.Text(program)[..4]);
        Assert.Contains(fake.Root + "/pids/team/x/c1/tasks", program.JoinFiles);
        Assert.Null(program.CloneInto);
        Assert.Equal(["cpu", "cpuacct"], program.Mounts[0].Links);
        Assert.DoesNotContain(program.Writes, w => w.Path.EndsWith("cgroup.procs"));
    }

    [Fact]
    public void Compile_v2_handsOnlyMissingControllersDown()
    {
        using FakeHierarchies fake = new();
        fake.Write("cgroup.controllers", "cpu memory pids\n");
        fake.Write("cgroup.subtree_control", "memory\n");

        CgroupProgram program = Cgroup.Plan(fake.V2, "/m/c1", "c1").Compile(
            new ResourcesSpec { Pids = new() { Limit = 7 } });

        Assert.Equal(
            ["cgroup.subtree_control=+cpu", "cgroup.subtree_control=+pids",
             "m/cgroup.subtree_control=+cpu", "m/cgroup.subtree_control=+memory",
             "m/cgroup.subtree_control=+pids", "m/c1/pids.max=7"],
            fake.Text(program));
        Assert.Equal(fake.Root + "/m/c1", program.CloneInto);
        Assert.NotNull(program.DeviceProgram);
    }

    [Fact]
    public void Compile_cgroupWithProcesses_isRefused()
    {
        using FakeHierarchies fake = new();
        fake.Write("m/c1/cgroup.procs", "42\n");

        var refused = Assert.Throws<ContainerException>(
            () => Cgroup.Plan(fake.V2, "/m/c1", "c1").Compile(null));

        Assert.Contains("has processes", refused.Message);
    }

    [Fact]
    public void Open_directoriesOfAState_findsTheirHierarchies()
    {
        using FakeHierarchies fake = new();
        CgroupHost host = fake.V1 with
        {
            Hierarchies = [.. fake.V1.Hierarchies, new([], fake.Root + "/unified", "/", true)],
        };
        Cgroup planned = Cgroup.Plan(host, "/c1", "c1");

        Assert.Equal(planned.Directories, Cgroup.Open(host, planned.Directories).Directories);
    }
}
