using MiniDocker.TestKit;

namespace MiniDocker.Conformance.Engines;

/// <summary>minirun in runc's place below Docker.</summary>
public sealed class DockerTests(DockerEngine engine) : IClassFixture<DockerEngine>
{
    [Theory]
    [InlineData("echo out; exit 7", 7)]
    [InlineData("echo out", 0)]
    public void Run_returns_output_and_exit_code(string script, int exitCode)
    {
        CommandResult result = engine.Docker([.. DockerEngine.Run("--rm"), "sh", "-c", script]);

        Assert.Equal(("out\n", exitCode), (result.Output, result.ExitCode));
    }

    [Theory]
    [InlineData("missing", 127)]
    [InlineData("/etc/passwd", 126)]
    public void Run_what_is_no_program_exits_as_under_runc(string program, int exitCode) =>
        Assert.Equal(exitCode, engine.Docker([.. DockerEngine.Run("--rm"), program]).ExitCode);

    [Fact]
    public void Run_on_terminal_has_one() => Assert.Contains("/dev/pts/0",
        engine.DockerOnTerminal([.. DockerEngine.Run("--rm", "-it"), "tty"]).MustSucceed().Output);

    [Fact]
    public void Running_container_obeys_each_command()
    {
        engine.Docker([.. DockerEngine.Run("-d", "--name", "life", "--memory", "50m",

            "--health-cmd", "test -d /tmp", "--health-interval", "500ms"),
            "sh", "-c", "trap 'exit 3' TERM; while :; do sleep 0.1; done"]).MustSucceed();
        Assert.Equal(5, engine.Docker("exec", "life", "sh", "-c", "exit 5").ExitCode);
        CommandResult missing = engine.Docker("exec", "life", "missing");
        Assert.NotEqual(0, missing.ExitCode);
        Assert.Contains("executable file not found", missing.Output + missing.Error);
        Assert.Contains("/dev/pts/0", engine.DockerOnTerminal("exec", "-it", "life", "tty").Output);
        Assert.Contains("sh -c trap", engine.Docker("top", "life").MustSucceed().Output);
        Assert.Contains("50MiB", engine.Docker("stats", "--no-stream", "life").Output);
        Assert.True(SpinWait.SpinUntil(() => StateOf("Health.Status") == "healthy", 10_000));

        engine.Docker("pause", "life").MustSucceed();
        Assert.Equal("paused", StateOf("Status"));
        engine.Docker("unpause", "life").MustSucceed();
        Assert.Equal("running", StateOf("Status"));
        engine.Docker("update", "--memory", "60m", "--memory-swap", "60m", "life")
            .MustSucceed();
        Assert.Contains("60MiB", engine.Docker("stats", "--no-stream", "life").Output);

        string before = StateOf("Pid");
        engine.Docker("restart", "--time", "5", "life").MustSucceed();
        Assert.NotEqual(before, StateOf("Pid"));
        engine.Docker("stop", "--time", "5", "life").MustSucceed();
        Assert.Equal("3", StateOf("ExitCode"));
        engine.Docker("start", "life").MustSucceed();
        engine.Docker("kill", "life").MustSucceed();
        engine.Docker("wait", "life").MustSucceed();
        Assert.Equal("137", StateOf("ExitCode"));
        engine.Docker("rm", "--force", "life").MustSucceed();
        Assert.Equal("", engine.Docker("ps", "--all", "--quiet").MustSucceed().Output);
    }

    private string StateOf(string field) => engine.Docker(
        "inspect", "--format", $"{{{{.State.{field}}}}}", "life").MustSucceed().Output.Trim();
}
