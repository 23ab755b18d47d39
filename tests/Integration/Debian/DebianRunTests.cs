using MiniDocker.TestKit;

namespace MiniDocker.Integration.Debian;

/// <summary>What a newcomer types first, on a real distribution.</summary>
public sealed class DebianRunTests(DebianRoot debian) : IClassFixture<DebianRoot>
{
    [Fact]
    public void Programs_of_the_distribution_work()
    {
        Assert.Matches(@"(?m)^ii  base-files +\S+ +\S+ +Debian base system",
            debian.InDebian([], "dpkg", "-l").MustSucceed().Output);
        Assert.Equal("42", debian.InDebian([], "perl", "-e", "print 6*7").MustSucceed().Output);
        Assert.StartsWith("apt 2.",
            debian.InDebian([], "apt-get", "--version").MustSucceed().Output);
    }

    [Fact]
    public void User_is_looked_up_in_the_image()
    {
        Assert.Equal("uid=65534(nobody) gid=65534(nogroup) groups=65534(nogroup)\n",
            debian.InDebian(["-u", "nobody"], "id").MustSucceed().Output);
    }

    [Fact]
    public void Write_to_a_read_only_root_fails_with_EROFS()
    {
        CommandResult result = debian.InDebian(["--read-only"],
            "perl", "-e", "open(F, '>', '/x') or print $!+0; exit $!");

        Assert.Equal((30, "30"), (result.ExitCode, result.Output));
    }

    [Fact]
    public void Fork_bomb_is_stopped_by_the_pids_limit()
    {
        // Forks until the kernel refuses; its children wait for it.
        CommandResult result = debian.InDebian(["--pids-limit", "20"], "perl", "-e",
            "while (defined($p = fork)) { if (!$p) { sleep 60; exit } $n++ } print \"$n \", $!+0");

        Assert.Equal("19 11", result.MustSucceed().Output);
    }

    [Fact]
    public void Process_above_its_memory_limit_is_killed_and_inspect_says_so()
    {
        CommandResult run = debian.Root.Run("run", "--name", "greedy", "--memory", "32m",
            DebianRoot.Image, "perl", "-e", "$x = 'a' x (200 << 20)");
        try
        {
            Assert.Equal(137, run.ExitCode);
            Assert.Equal("true 137 exited\n", debian.Root.Run("inspect", "-f",
                "{{.State.OOMKilled}} {{.State.ExitCode}} {{.State.Status}}", "greedy").Output);
        }
        finally
        {
            debian.Root.Run("rm", "-f", "greedy").MustSucceed();
        }
    }

    [Fact]
    public void Created_container_keeps_its_layers_when_its_image_is_removed_by_force()
    {
        ImageRoot.Shell($"tar -cf {debian.Root.File("one.tar")} -C {Repository.Root} LICENSE");
        debian.Root.Run("import", debian.Root.File("one.tar"), "one").MustSucceed();
        string id = debian.Root.Run("create", "one", "/LICENSE").MustSucceed().Output.Trim();
        debian.Root.Run("rmi", "-f", "one").MustSucceed();
        CommandResult start = debian.Root.Run("start", "-a", id);
        debian.Root.Run("rm", "-f", id).MustSucceed();

        // The file is there, and is no program.
        Assert.Contains("EACCES", start.Error);
    }
}
