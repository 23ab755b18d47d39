using System.Diagnostics;
using MiniDocker.TestKit;

namespace MiniDocker.Integration.Build;

public sealed class RunInstructionTests
{
    [Fact]
    public void Build_of_a_failing_run_shows_output_lines_and_exit_code()
    {
        using BuildArea area = new();

        CommandResult result = area.Build(
            BuildArea.Base + "RUN echo before; \\\n  exit 3\n");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("> [4/4] RUN echo before; exit 3:\nbefore\n".Replace("; exit", ";   exit"),
            result.Error);
        Assert.Contains("   4 | >>> RUN echo before; \\\n   5 | >>>   exit 3\n", result.Error);
        Assert.Contains("did not complete successfully: exit code: 3", result.Error);
        area.AssertNothingIsLeft();
    }

    [Fact]
    public void Build_leaves_no_trace_of_mount_points_in_a_layer()
    {
        using BuildArea area = new();

        area.Build(
            BuildArea.Base + "RUN cat /etc/resolv.conf /etc/hosts && echo kept > /kept\n",
            "-t", "stubs").MustSucceed();

        string files = area.Files($"{area.Root}/content", "docker.io/library/stubs:latest");
        Assert.Contains("./kept f 644 0:0", files);
        Assert.DoesNotContain("resolv.conf", files);
        Assert.DoesNotContain("./proc", files);
        Assert.DoesNotContain("./dev", files);
    }

    [Fact]
    public void Build_with_a_secret_shows_it_to_the_run_alone()
    {
        using BuildArea area = new();
        File.WriteAllText(area["secret"], "hunter2");

        CommandResult result = area.Build(
            BuildArea.Base
                + "RUN --mount=type=secret,id=s test $(wc -c < /run/secrets/s) = 7\n"
                + "RUN test ! -e /run/secrets/s\n",
            "--secret", $"id=s,src={area["secret"]}").MustSucceed();

        Assert.DoesNotContain("hunter2", result.Error);
        CommandResult search = Command.Run("grep", "-r", "hunter2", $"{area.Root}");
        Assert.Equal(1, search.ExitCode);
    }

    [Fact]
    public void Build_with_a_cache_mount_keeps_files_between_builds_and_out_of_the_image()
    {
        using BuildArea area = new();
        string run = "RUN --mount=type=cache,target=/c,id=n echo x >> /c/n; wc -l < /c/n\n";

        area.Build(BuildArea.Base + run, "-t", "mounts").MustSucceed();
        CommandResult second = area.Build(BuildArea.Base + run, "--no-cache").MustSucceed();

        Assert.Matches(@"#\d+ \d+\.\d{3} 2\n", second.Error);
        Assert.DoesNotContain("./c ",
            area.Files($"{area.Root}/content", "docker.io/library/mounts:latest"));
    }

    [Fact]
    public void Build_without_network_sees_loopback_only()
    {
        using BuildArea area = new();

        area.Build(
            BuildArea.Base + "RUN test \"$(ls /sys/class/net)\" = lo\n", "--network", "none")
            .MustSucceed();
    }

    [Fact]
    public void Build_of_a_script_runs_it_by_its_first_line()
    {
        using BuildArea area = new();

        CommandResult result = area.Build(
            BuildArea.Base + "RUN <<EOF\n#!/bin/cat\nthe script\nEOF\n"
                + "RUN cat <<A <<B\nx\nA\ny\nB\n")
            .MustSucceed();

        Assert.Contains("the script", result.Error);
    }

    [Fact]
    public void Build_interrupted_kills_the_container_and_leaves_nothing()
    {
        using BuildArea area = new();
        string marker = $"sleep 98{Environment.ProcessId % 1000}";
        using Process build = area.Start(BuildArea.Base + $"RUN echo started; {marker}\n");
        while (build.StandardError.ReadLine() is { } line && !line.EndsWith(" started"))
        {
        }

        Command.Run("kill", "-INT", $"{build.Id}").MustSucceed();
        string rest = build.StandardError.ReadToEnd();

        Assert.True(build.WaitForExit(10_000));
        Assert.Equal(130, build.ExitCode);
        Assert.Contains("canceled", rest);
        Assert.NotEqual(0, Command.Run("pgrep", "-f", marker).ExitCode);
        area.AssertNothingIsLeft();
    }
}
