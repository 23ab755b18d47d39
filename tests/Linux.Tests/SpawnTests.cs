using System.Text;
using Microsoft.Win32.SafeHandles;
using MiniDocker.TestKit;

namespace MiniDocker.Linux.Tests;

/// <summary>Starting programs from a process with threads.</summary>
// A program that is being started holds every open descriptor until its execve: a pipe in a test
// beside it would end late.
[Collection("descriptors")]
public sealed class SpawnTests
{
    private static (string Output, ExitStatus Status) RunShell(
        string script, IReadOnlyList<string>? environment = null, string? directory = null,
        bool ownSession = false)
    {
        (SafeFileHandle read, SafeFileHandle write) = Descriptors.Pipe();
        using SafeFileHandle nothing = File.OpenHandle("/dev/null");
        int pid;
        using (write)
        {
            pid = Spawn.PosixSpawn(new SpawnRequest
            {
                Path = "/bin/sh",
                Arguments = ["sh", "-c", script],
                Environment = environment,
                WorkingDirectory = directory,
                NewSession = ownSession,
                Descriptors = [nothing, write, write],
            });
        }

        using FileStream stream = new(read, FileAccess.Read);
        using StreamReader reader = new(stream, Encoding.UTF8);
        string output = reader.ReadToEnd();
        return (output, Children.Wait(pid)!.Value);
    }

    [Fact]
    public void PosixSpawn_program_gets_the_descriptors_asked_for_and_no_others()
    {
        using SafeFileHandle secret = File.OpenHandle("/dev/null");
        (string output, _) = RunShell("for f in /proc/self/fd/*; do echo ${f##*/}; done");
        // The shell's own expansion has the directory open.
        Assert.Equal(["0", "1", "2", "3"],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void PosixSpawn_environment_replaces_ours()
    {
        (string output, _) = RunShell("env", ["COLOUR=green", "PATH=/usr/bin:/bin"]);
        Assert.Contains("COLOUR=green", output, StringComparison.Ordinal);
        Assert.DoesNotContain("HOME=", output, StringComparison.Ordinal);
    }

    [Fact]
    public void PosixSpawn_program_starts_in_its_directory()
    {
        using TemporaryDirectory directory = new();
        Assert.Equal(directory.Path, RunShell("pwd", directory: directory.Path).Output.Trim());
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void PosixSpawn_leads_a_session_if_asked(bool asked, bool leads)
    {
        // Fields 1 and 6 of proc(5) stat: the process and its session.
        string[] stat = RunShell("read -r line < /proc/$$/stat; echo $line", ownSession: asked)
            .Output.Split(' ');
        Assert.Equal(leads, stat[0] == stat[5]);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void PosixSpawn_starts_with_signals_blocked_if_asked(bool asked, bool blocked)
    {
        // No shell: it would unblock them.
        (SafeFileHandle read, SafeFileHandle write) = Descriptors.Pipe();
        int pid;
        using (write)
        {
            pid = Spawn.PosixSpawn(new SpawnRequest
            {
                Path = "/bin/cat",
                Arguments = ["cat", "/proc/self/status"],
                Descriptors = [read, write],
                BlockSignals = asked,
            });
        }

        using StreamReader reader = new(new FileStream(read, FileAccess.Read));
        string status = reader.ReadToEnd();
        Children.Wait(pid);
        Assert.Equal(!blocked,
            status.Contains("SigBlk:\t0000000000000000\n", StringComparison.Ordinal));
    }

    [Fact]
    public void PosixSpawn_exit_code_is_told()
    {
        (_, ExitStatus status) = RunShell("exit 7");
        Assert.Equal(new ExitStatus(7, 0), status);
    }

    [Fact]
    public void PosixSpawn_a_broken_pipe_kills_the_program_as_it_should()
    {
        // .NET ignores SIGPIPE, and what is ignored would stay so in the program.
        (_, ExitStatus status) = RunShell("kill -PIPE $$");
        Assert.Equal(13, status.Signal);
        Assert.Equal(141, status.ShellCode);
    }

    [Fact]
    public void PosixSpawn_missing_program_is_ENOENT()
    {
        LinuxException e = Assert.Throws<LinuxException>(() => Spawn.PosixSpawn(
            new SpawnRequest { Path = "/no/such/program", Arguments = ["program"] }));
        Assert.Equal(Errno.ENOENT, e.Errno);
        Assert.Equal(
            "posix_spawn(/no/such/program): ENOENT (No such file or directory)", e.Message);
    }

    [Fact]
    public void Wait_somebody_elses_child_is_null() => Assert.Null(Children.Wait(1));

    [Fact]
    public void TryReap_child_that_runs_is_null()
    {
        int pid = Spawn.PosixSpawn(new SpawnRequest
        {
            Path = "/bin/sleep",
            Arguments = ["sleep", "1000"],
        });
        using PidFd process = PidFd.TryOpen(pid)!;
        Assert.Null(Children.TryReap(pid));
        process.TrySignal(15);
        process.WaitEnd(10_000);
        Assert.Equal(new ExitStatus(0, 15), Children.TryReap(pid));
        Assert.Null(Children.TryReap(pid));
        Assert.False(process.TrySignal(0));
    }

    [Fact]
    public void PidFd_tells_the_end_of_a_process()
    {
        int pid = Spawn.PosixSpawn(new SpawnRequest
        {
            Path = "/bin/sleep",
            Arguments = ["sleep", "1000"],
        });
        using PidFd process = PidFd.TryOpen(pid)!;
        Assert.False(process.WaitEnd(0));
        Assert.True(process.TrySignal(9));
        Assert.True(process.WaitEnd(10_000));
        Assert.Equal(new ExitStatus(0, 9), Children.Wait(pid));
        Assert.Null(PidFd.TryOpen(pid));
    }
}
