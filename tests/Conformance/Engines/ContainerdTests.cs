using MiniDocker.TestKit;

namespace MiniDocker.Conformance.Engines;

/// <summary>minirun in runc's place below containerd.</summary>
public sealed class ContainerdTests(Containerd containerd) : IClassFixture<Containerd>
{
    [Fact]
    public void Run_returns_output_and_exit_code()
    {
        string[] run = containerd.Run("--rm");
        CommandResult result =
            containerd.Ctr([.. run, "run", "/bin/sh", "-c", "echo out; exit 7"]);

        Assert.Equal(("out\n", 7), (result.Output, result.ExitCode));
    }

    [Fact]
    public void Run_missing_program_says_so_in_our_words()
    {
        CommandResult result =
            containerd.Ctr([.. containerd.Run("--rm"), "missing", "/bin/missing"]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("find program /bin/missing", result.Error);
        containerd.Ctr("container", "delete", "missing");
    }

    [Fact]
    public void Run_on_terminal_has_one()
    {
        string output = containerd.CtrOnTerminal(
            [.. containerd.Run("--rm", "-t"), "terminal", "/bin/tty"]).MustSucceed().Output;

        Assert.Contains("/dev/pts/0", output);
    }

    [Fact]
    public void Running_container_obeys_each_command()
    {
        string[] run = containerd.Run("-d");
        containerd.Ctr([.. run, "life", "/bin/sleep", "1000"]).MustSucceed();
        string[] exec = ["task", "exec", "--exec-id", "one", "life"];
        Assert.Equal(5, containerd.Ctr([.. exec, "/bin/sh", "-c", "exit 5"]).ExitCode);
        Assert.Equal("in\n", containerd.Ctr([.. exec, "/bin/echo", "in"]).Output);
        Assert.Contains("/dev/pts/0", containerd.CtrOnTerminal(
            "task", "exec", "-t", "--exec-id", "two", "life", "/bin/tty").Output);
        Assert.Equal(2, containerd.Ctr("task", "ps", "life").MustSucceed().Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("pids.current", containerd.Ctr("task", "metrics", "life").Output);

        containerd.Ctr("task", "pause", "life").MustSucceed();
        Assert.Contains("PAUSED", containerd.Ctr("task", "ls").Output);
        containerd.Ctr("task", "resume", "life").MustSucceed();
        Assert.Contains("RUNNING", containerd.Ctr("task", "ls").Output);

        containerd.Ctr("task", "kill", "-s", "KILL", "life").MustSucceed();
        Assert.True(SpinWait.SpinUntil(
            () => containerd.Ctr("task", "ls").Output.Contains("STOPPED"), 10_000));
        Assert.Contains("137", containerd.Ctr("task", "delete", "life").MustSucceed().Error);
        containerd.Ctr("container", "delete", "life").MustSucceed();
        Assert.DoesNotContain("life", containerd.Ctr("container", "ls").Output);
    }
}
