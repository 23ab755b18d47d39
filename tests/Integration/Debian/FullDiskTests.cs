using MiniDocker.TestKit;

namespace MiniDocker.Integration.Debian;

/// <summary>A root on a disk that is too small: one clear line, and nothing is kept.</summary>
public sealed class FullDiskTests : IClassFixture<DebianRoot>, IDisposable
{
    private const string NoSpace = "no space left on the disk of ";

    private readonly DebianRoot _debian;
    private readonly TemporaryDirectory _disk = new();
    private readonly string _minidocker = Repository.Executable("minidocker");

    public FullDiskTests(DebianRoot debian)
    {
        _debian = debian;
        Command.Run("mount", "-t", "tmpfs", "-o", "size=24m", "none", _disk.Path).MustSucceed();
    }

    public void Dispose()
    {
        Command.Run("umount", _disk.Path).MustSucceed();
        _disk.Dispose();
    }

    [Fact]
    public void Load_and_import_say_so_and_keep_nothing()
    {
        string archive = _debian.Root.File("save.tar");
        _debian.Root.Run("save", "-o", archive, DebianRoot.Image).MustSucceed();

        AssertNoSpace(Run("load", "-i", archive));
        AssertNoSpace(Run("import", _debian.Archive, DebianRoot.Image));
    }

    [Fact]
    public void Pull_and_run_say_so_and_keep_nothing()
    {
        using LoopbackRegistry registry = new();
        string name = $"{registry.Address}/debian:1";
        _debian.Root.Run("tag", DebianRoot.Image, name).MustSucceed();
        _debian.Root.Run("push", name).MustSucceed();
        _debian.Root.Run("rmi", name).MustSucceed();

        AssertNoSpace(Run("pull", name));
        CommandResult run = Run("run", "--rm", name, "true");
        Assert.StartsWith($"Unable to find image '{name}' locally\n", run.Error);
        AssertNoSpace(run, 125);
    }

    [Fact]
    public void Container_that_fills_the_disk_ends_as_any_other()
    {
        string small = _debian.Root.File("small.tar");
        ImageRoot.Shell($"cp {Needs.Program("busybox", "busybox-static")} "
            + $"{_debian.Root.Path}/busybox && tar -cf {small} -C {_debian.Root.Path} busybox");
        Run("import", small, "small").MustSucceed();
        string[] fill = ["small", "/busybox", "sh", "-c",
            "/busybox head -c 99999999 /dev/zero > /x; exit 5"];

        Assert.Equal(5, Run(["run", "--rm", .. fill]).ExitCode);
        Assert.Equal("", Run("ps", "-aq").Output);

        Assert.Equal(5, Run(["run", "--name", "full", .. fill]).ExitCode);
        Assert.Equal("exited 5\n",
            Run("inspect", "-f", "{{.State.Status}} {{.State.ExitCode}}", "full").Output);
        Run("rm", "full").MustSucceed();
    }

    private CommandResult Run(params string[] arguments) =>
        Command.Run(_minidocker, ["--root", _disk["root"], .. arguments]);

    private void AssertNoSpace(CommandResult result, int exitCode = 1)
    {
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(NoSpace + _disk["root"], result.Error.TrimEnd().Split('\n')[^1]);
        Assert.Equal("", Run("images", "-aq").Output);
        foreach (string place in (string[])["blobs/sha256", "ingest", "../layers/.staging"])
        {
            string path = Path.Combine(_disk["root"], "content", place);
            if (Directory.Exists(path))
                Assert.Empty(Directory.EnumerateFileSystemEntries(path));
        }
    }
}
