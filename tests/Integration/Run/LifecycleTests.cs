using MiniDocker.TestKit;

namespace MiniDocker.Integration.Run;

/// <summary>Containers that stay: start, stop, logs, exec, restart, remove.</summary>
public sealed class LifecycleTests(ContainerArea area) : IClassFixture<ContainerArea>
{
    [Fact]
    public void Detached_container_is_listed_stopped_and_removed()
    {
        string id = area.Run("run", "-d", "--name", "web", "busybox", "sh", "-c",
            "trap 'echo bye; exit 7' TERM; echo up; while true; do sleep 1; done")
            .MustSucceed().Output.Trim();

        Assert.Equal("web running\n",
            area.Run("ps", "--format", "{{.Names}} {{.State}}", "-f", "name=web").Output);
        Assert.Contains("container is running",
            area.Run("rm", "web").Error);
        area.Run("stop", "web").MustSucceed();
        Assert.Equal("exited 7", area.Inspect("web", "{{.State.Status}} {{.State.ExitCode}}"));
        Assert.Equal("up\nbye\n", area.Run("logs", id[..8]).Output);
        area.Run("rm", "web").MustSucceed();
        Assert.Equal(1, area.Run("inspect", "web").ExitCode);
    }

    [Fact]
    public void Logs_tail_follow_and_timestamps()
    {
        area.Run("run", "-d", "--name", "talker", "busybox", "sh", "-c",
            "for i in 1 2 3 4 5; do echo line $i; sleep 0.2; done; echo err >&2").MustSucceed();

        CommandResult followed = area.Run("logs", "-f", "talker");

        Assert.Equal("line 1\nline 2\nline 3\nline 4\nline 5\n", followed.Output);
        Assert.Equal("err\n", followed.Error);
        Assert.Equal("line 5\n", area.Run("logs", "--tail", "2", "talker").Output);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT[^ ]+Z line 5\n$",
            area.Run("logs", "-t", "-n", "2", "talker").Output);
    }

    [Fact]
    public void Exec_joins_the_container()
    {
        area.Run("run", "-d", "--name", "host", "-h", "inner", "busybox", "sleep", "1000")
            .MustSucceed();

        CommandResult result = area.Run("exec", "-u", "nobody", "-e", "X=y", "-w", "/tmp",
            "host", "sh", "-c", "hostname; id -u; echo $X; pwd; exit 9");

        Assert.Equal("inner\n65534\ny\n/tmp\n", result.Output);
        Assert.Equal(9, result.ExitCode);
        Assert.Equal(127, area.Run("exec", "host", "no-such-program").ExitCode);
    }

    [Fact]
    public void Pause_freezes_and_unpause_thaws()
    {
        area.Run("run", "-d", "--name", "ice", "busybox", "sleep", "1000").MustSucceed();

        area.Run("pause", "ice").MustSucceed();
        Assert.Equal("paused", area.Inspect("ice", "{{.State.Status}}"));
        Assert.NotEqual(0, area.Run("exec", "ice", "true").ExitCode);
        area.Run("unpause", "ice").MustSucceed();
        area.Run("exec", "ice", "true").MustSucceed();
    }

    [Fact]
    public void Restart_policy_starts_again_until_its_count()
    {
        area.Run("run", "-d", "--name", "again", "--restart", "on-failure:2", "busybox", "sh",
            "-c", "echo run; exit 4").MustSucceed();

        // As in Docker, wait returns at every end, the ones before a restart included.
        for (int end = 0; area.Inspect("again", "{{.State.Status}}") != "exited"; end++)
        {
            Assert.InRange(end, 0, 100);
            Assert.Equal("4\n", area.Run("wait", "again").Output);
        }
        Assert.Equal("run\nrun\nrun\n", area.Run("logs", "again").Output);
        Assert.Equal("2", area.Inspect("again", "{{.RestartCount}}"));
    }

    [Fact]
    public void Start_keeps_the_files_of_the_first_run()
    {
        area.Run("run", "--name", "keeper", "busybox", "sh", "-c", "echo more >> /file; cat /file")
            .MustSucceed();

        Assert.Equal("more\nmore\n", area.Run("start", "-a", "keeper").Output);
    }

    [Fact]
    public void Shim_that_is_killed_is_noticed_and_its_container_ended()
    {
        area.Run("run", "-d", "--name", "orphan", "busybox", "sleep", "1000").MustSucceed();
        int init = int.Parse(area.Inspect("orphan", "{{.State.Pid}}"));
        string shim = File.ReadLines($"/proc/{init}/status")
            .Single(line => line.StartsWith("PPid:", StringComparison.Ordinal))[5..].Trim();

        Command.Run("kill", "-9", shim).MustSucceed();

        Assert.Equal("exited", area.Inspect("orphan", "{{.State.Status}}"));
        string status = $"/proc/{init}/status";
        Assert.True(!File.Exists(status) || File.ReadAllText(status).Contains("State:\tZ"));
        area.Run("rm", "orphan").MustSucceed();
    }

    [Fact]
    public void Terminal_has_a_size_and_the_exit_code_comes_back()
    {
        string shown = area.Type(["run", "-it", "--rm", "busybox", "sh"],
            "# \tstty size; tty\\r", "/dev/pts/0\texit 6\\r");

        Assert.Contains("33 111", shown);
        Assert.EndsWith("exit 6\n", shown);
    }

    [Fact]
    public void Terminal_detaches_and_attaches_again()
    {
        string first = area.Type(["run", "-it", "--name", "shell", "busybox", "sh"],
            "# \techo one-$((1+1))\\r", "one-2\t\\x10\\x11");
        string second = area.Type(["attach", "shell"],
            "\techo two-$((1+1))\\r", "two-2\texit 5\\r");

        Assert.EndsWith("exit 0\n", first);
        Assert.EndsWith("exit 5\n", second);
    }

    [Fact]
    public void Interrupt_reaches_the_program_and_leaves_nothing()
    {
        string shown = area.Type(["run", "--rm", "busybox", "sh", "-c",
            "trap 'exit 33' INT; echo ready; while true; do sleep 0.1; done"], "ready\t\\x03");

        Assert.EndsWith("exit 33\n", shown);
        Assert.DoesNotContain("sh -c", string.Join('\n', area.Leftovers()));
    }

    [Fact]
    public void Two_commands_on_one_container_at_once_are_safe()
    {
        for (int i = 0; i < 10; i++)
        {
            area.Run("run", "-d", "--name", "contended", "busybox", "sleep", "1000").MustSucceed();
            CommandResult[] results = new CommandResult[4];
            Parallel.For(0, 4, n => results[n] = area.Run("rm", "-f", "contended"));

            Assert.Contains(results, result => result.ExitCode == 0);
            Assert.DoesNotContain("contended", area.Run("ps", "-a").Output);
        }
    }
}
