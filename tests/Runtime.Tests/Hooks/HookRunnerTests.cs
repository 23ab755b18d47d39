using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Hooks;
using MiniDocker.Runtime.State;
using MiniDocker.TestKit;

namespace MiniDocker.Runtime.Tests.Hooks;

public sealed class HookRunnerTests
{
    private static readonly byte[] State = "{\"id\":\"x\"}"u8.ToArray();

    [Fact]
    public void Run_gives_the_state_on_stdin_and_the_environment()
    {
        using TemporaryDirectory directory = new();
        HookSpec hook = Shell($"cat > {directory["out"]}; echo $A >> {directory["out"]}") with
        {
            Env = ["A=b", "PATH=/bin"],
        };

        HookRunner.Run(HookKind.Poststart, new HooksSpec { Poststart = [hook] }, State);

        Assert.Equal("{\"id\":\"x\"}b\n", File.ReadAllText(directory["out"]));
    }

    [Fact]
    public void Run_failing_hook_names_it_with_its_words()
    {
        HooksSpec hooks = new() { Prestart = [Shell("true"), Shell("echo no luck >&2; exit 3")] };

        ContainerException e = Assert.Throws<ContainerException>(
            () => HookRunner.Run(HookKind.Prestart, hooks, State));

        Assert.Equal("run prestart hook 1 (/bin/sh): exit status 3: no luck", e.Message);
    }

    [Fact]
    public void Run_hook_over_its_time_is_killed()
    {
        HooksSpec hooks = new() { Prestart = [Shell("exec sleep 60") with { Timeout = 1 }] };

        ContainerException e = Assert.Throws<ContainerException>(
            () => HookRunner.Run(HookKind.Prestart, hooks, State));

        Assert.EndsWith("took longer than 1 s and was killed", e.Message);
    }

    [Fact]
    public void RunAll_goes_on_after_a_failure()
    {
        using TemporaryDirectory directory = new();
        HooksSpec hooks = new()
        {
            Poststop = [Shell("exit 1"), Shell($"echo done > {directory["out"]}")],
        };

        Assert.Single(HookRunner.RunAll(HookKind.Poststop, hooks, State));
        Assert.True(File.Exists(directory["out"]));
    }

    private static HookSpec Shell(string script) =>
        new() { Path = "/bin/sh", Args = ["sh", "-c", script] };
}
