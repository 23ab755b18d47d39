using MiniDocker.TestKit;

namespace MiniDocker.Conformance.Engines;

/// <summary>minirun in runc's place below podman.</summary>
public sealed class PodmanTests(PodmanEngine engine) : IClassFixture<PodmanEngine>
{
    [Theory]
    [InlineData("echo out; exit 7", 7)]
    [InlineData("echo out", 0)]
    public void Run_returns_output_and_exit_code(string script, int exitCode)
    {
        CommandResult result = engine.Podman([.. engine.Run("--rm"), "sh", "-c", script]);

        Assert.Equal(("out\n", exitCode), (result.Output, result.ExitCode));
    }

    [Theory]
    [InlineData("missing", 127)]
    [InlineData("/etc/passwd", 126)]
    public void Run_what_is_no_program_exits_as_under_runc(string program, int exitCode) =>
        Assert.Equal(exitCode, engine.Podman([.. engine.Run("--rm"), program]).ExitCode);

    [Fact]
    public void Run_on_terminal_has_one() => Assert.Contains("/dev/pts/0",
        engine.PodmanOnTerminal([.. engine.Run("--rm", "-it"), "tty"]).MustSucceed().Output);

    [Fact]
    public void Running_container_obeys_each_command()
    {
        engine.Podman([.. engine.Run("-d", "--name", "life", "--memory", "50m",
            "--health-cmd", "test -d /tmp", "--health-interval", "disable"),
            "sh", "-c", "trap 'exit 3' TERM; while :; do sleep 0.1; done"]).MustSucceed();
        Assert.Equal(5, engine.Podman("exec", "life", "sh", "-c", "exit 5").ExitCode);
        Assert.Equal(127, engine.Podman("exec", "life", "missing").ExitCode);
        Assert.Contains("/dev/pts/0", engine.PodmanOnTerminal("exec", "-it", "life", "tty").Output);
        Assert.Contains("sh -c trap", engine.Podman("top", "life").MustSucceed().Output);
        Assert.Contains("52.43MB", engine.Podman("stats", "--no-stream", "life").Output);
        engine.Podman("healthcheck", "run", "life").MustSucceed();

        engine.Podman("pause", "life").MustSucceed();
        Assert.Equal("paused", StateOf("Status"));
        engine.Podman("unpause", "life").MustSucceed();
        Assert.Equal("running", StateOf("Status"));
        engine.Podman("update", "--memory", "60m", "life").MustSucceed();
        Assert.Contains("62914560", engine.MemoryLimits());

        string before = StateOf("Pid");
        engine.Podman("restart", "--time", "5", "life").MustSucceed();
        Assert.NotEqual(before, StateOf("Pid"));
        engine.Podman("stop", "--time", "5", "life").MustSucceed();
        Assert.Equal("3", StateOf("ExitCode"));
        engine.Podman("start", "life").MustSucceed();
        engine.Podman("kill", "life").MustSucceed();
        engine.Podman("wait", "life").MustSucceed();
        Assert.Equal("137", StateOf("ExitCode"));
        engine.Podman("rm", "--force", "life").MustSucceed();
        Assert.Equal("", engine.Podman("ps", "--all", "--quiet").MustSucceed().Output);
    }

    private string StateOf(string field) => engine.Podman(
        "inspect", "--format", $"{{{{.State.{field}}}}}", "life").MustSucceed().Output.Trim();
}
