using MiniDocker.TestKit;

namespace MiniDocker.Integration.Run;

/// <summary>Nothing is left of a container that removed itself, however many there were.</summary>
[Collection(Alone.Name)]
public sealed class ManyRunsTests(ContainerArea area) : IClassFixture<ContainerArea>
{
    [Fact]
    public void Run_a_thousand_times_leaves_nothing()
    {
        area.Run("run", "--rm", "busybox", "true").MustSucceed();
        string[] before = Traces();
        Parallel.For(0, 1000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
            area.Run("run", "--rm", "busybox", "true").MustSucceed());

        Assert.Empty(area.Leftovers());
        Assert.Equal(before, Traces());
    }

    // All mounts of the machine, the cgroups of containers, all that is below the root.
    private string[] Traces() =>
    [
        .. File.ReadLines("/proc/mounts"),
        .. Command.Run("find", "/sys/fs/cgroup", "-maxdepth", "4", "-path", "*/minidocker/*",
            "-type", "d").Output.Split('\n').Order(),
        .. Directory.EnumerateFileSystemEntries(
            area.Root, "*", SearchOption.AllDirectories).Order(),
    ];
}
