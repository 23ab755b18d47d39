using MiniDocker.TestKit;

namespace MiniDocker.Integration.Run;

/// <summary><c>run</c>: what a container is, how it ends and what that looks like.</summary>
public sealed class RunTests(ContainerArea area) : IClassFixture<ContainerArea>
{
    [Theory]
    [InlineData(0, "true")]
    [InlineData(3, "sh", "-c", "exit 3")]
    [InlineData(127, "no-such-program")]
    [InlineData(127, "/no/such/program")]
    [InlineData(126, "/etc")]
    public void Run_exits_as_the_program(int code, params string[] program)
    {
        Assert.Equal(code, area.Run(["run", "--rm", "busybox", .. program]).ExitCode);
        Assert.Empty(area.Leftovers());
    }

    [Fact]
    public void Run_missing_program_says_so_in_one_line() => Assert.Equal(
        "minidocker: exec: \"no-such-program\": executable file not found in $PATH\n",
        area.Run("run", "--rm", "busybox", "no-such-program").Error);

    [Fact]
    public void Run_mistyped_flag_exits_125_with_a_hint()
    {
        CommandResult result = area.Run("run", "--memroy", "5m", "busybox");

        Assert.Equal(125, result.ExitCode);
        Assert.Equal("unknown flag: --memroy (did you mean --memory?)\n"
            + "See 'minidocker run --help'.\n", result.Error);
    }

    [Fact]
    public void Run_flag_that_is_not_there_yet_is_refused_by_name() => Assert.StartsWith(
        "--publish is not supported yet", area.Run("run", "-p", "80:80", "busybox").Error);

    [Fact]
    public void Run_keeps_stdout_and_stderr_apart()
    {
        CommandResult result = area.Run(
            "run", "--rm", "busybox", "sh", "-c", "echo out; echo err >&2");

        Assert.Equal(("out\n", "err\n"), (result.Output, result.Error));
    }

    [Fact]
    public void Run_reads_stdin_to_its_end()
    {
        byte[] input = new byte[300_000];
        Random.Shared.NextBytes(input);

        CommandResult result = area.RunWith(
            new CommandOptions { Input = input }, "run", "-i", "--rm", "busybox", "sha256sum");

        Assert.StartsWith(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(input)),
            result.Output);
    }

    [Fact]
    public void Run_has_its_own_pid_hostname_and_loopback()
    {
        string output = area.Run("run", "--rm", "-h", "box", "busybox", "sh", "-c",
            "echo $$; hostname; cat /etc/hostname; ls /sys/class/net; ping -c 1 -q localhost")
            .MustSucceed().Output;

        Assert.StartsWith("1\nbox\nbox\nlo\n", output);
    }

    [Fact]
    public void Run_user_by_name_has_its_ids_and_no_capabilities()
    {
        string output = area.Run("run", "--rm", "-u", "nobody", "busybox", "sh", "-c",
            "id -u; id -g; grep CapEff /proc/self/status").MustSucceed().Output;

        Assert.Equal("65534\n65534\nCapEff:\t0000000000000000\n", output);
    }

    [Fact]
    public void Run_read_only_root_refuses_writes()
    {
        CommandResult result = area.Run(
            "run", "--rm", "--read-only", "--tmpfs", "/t", "busybox", "sh", "-c",
            "touch /t/x && touch /x");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Read-only file system", result.Error);
    }

    [Fact]
    public void Run_environment_working_directory_and_entrypoint()
    {
        File.WriteAllText(area["env"], "# comment\nFROM_FILE=f\n");

        string output = area.Run("run", "--rm", "--env-file", area["env"], "-e", "A=b c",
            "-w", "/new/dir", "--entrypoint", "sh", "busybox", "-c", "echo $A $FROM_FILE; pwd")
            .MustSucceed().Output;

        Assert.Equal("b c f\n/new/dir\n", output);
    }

    [Fact]
    public void Run_volumes_and_binds_hold_what_is_written()
    {
        Directory.CreateDirectory(area["host"]);
        File.WriteAllText(Path.Combine(area["host"], "in"), "from host");

        area.Run("run", "--rm", "-v", $"{area["host"]}:/h", "-v", "data:/d", "busybox", "sh",
            "-c", "cat /h/in > /d/copy; echo back > /h/out").MustSucceed();
        CommandResult second = area.Run("run", "--rm", "-v", "data:/d:ro", "busybox", "sh", "-c",
            "cat /d/copy; touch /d/x");

        Assert.Equal("back\n", File.ReadAllText(Path.Combine(area["host"], "out")));
        Assert.Equal("from host", second.Output);
        Assert.Contains("Read-only file system", second.Error);
    }

    [Fact]
    public void Run_memory_limit_kills_and_says_so()
    {
        CommandResult result = area.Run("run", "--name", "hungry", "-m", "16m",
            "--memory-swap", "16m", "busybox", "sh", "-c",
            "x=0123456789abcdef; while true; do x=$x$x; done");

        Assert.Equal(137, result.ExitCode);
        Assert.Equal("true 137", area.Inspect(
            "hungry", "{{.State.OOMKilled}} {{.State.ExitCode}}"));
        area.Run("rm", "hungry").MustSucceed();
    }

    [Fact]
    public void Run_pids_limit_stops_a_fork_bomb()
    {
        CommandResult result = area.Run("run", "--rm", "--pids-limit", "20", "busybox", "sh",
            "-c", "bomb() { bomb | bomb & }; bomb; sleep 1; echo alive");

        Assert.Contains("can't fork", result.Error);
        Assert.Empty(area.Leftovers());
    }

    [Fact]
    public void Run_plan_prints_the_program_and_starts_nothing()
    {
        string output = area.Run("run", "--plan", "busybox", "true").MustSucceed().Output;

        Assert.Contains("execve", output);
        Assert.Contains("pivot_root", output);
        Assert.Empty(area.Leftovers());
    }
}
