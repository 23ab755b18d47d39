using MiniDocker.Runtime.Plans;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Tests.LaunchPlans;

/// <summary>The loop that runs plans, on plans without a clone.</summary>
public sealed unsafe class StepRunnerTests
{
    [Fact]
    public void Run_keeps_a_result_in_its_slot()
    {
        using var arena = new Arena();
        var b = new PlanBuilder(arena);
        Slot pid = b.Call(Syscall.getpid).Into("pid");
        using var plan = new Plan(b, pid);
        Assert.Equal(StepReport.Finished, plan.Run(0).Index);
        Assert.Equal(Environment.ProcessId, plan[pid]);
    }

    [Fact]
    public void Run_failing_step_names_its_index_and_errno()
    {
        var b = new PlanBuilder(new Arena());
        b.Call(Syscall.getpid);
        b.Call(Syscall.openat, AT_FDCWD, b.Text("/no/such/file"), O_PATH);
        using var plan = new Plan(b, default);
        Assert.Equal(new StepReport(1, ENOENT), plan.Run(0));
    }

    [Theory]
    [InlineData("/", 1)]
    [InlineData("/no/such/file", 2)]
    public void Run_jumps_by_outcome(string path, int expected)
    {
        var b = new PlanBuilder(new Arena());
        int* branch = (int*)b.Arena.Take(4);
        StepHandle open = b.Call(Syscall.openat, AT_FDCWD, b.Text(path), O_PATH | O_CLOEXEC)
            .Tolerate(ENOENT);
        b.Do(StepOperation.Store, branch, 1);
        StepHandle done = b.Jump();
        b.LandTolerated(open);
        b.Do(StepOperation.Store, branch, 2);
        b.LandSuccess(done);
        using var plan = new Plan(b, default);
        Assert.Equal(StepReport.Finished, plan.Run(0).Index);
        Assert.Equal(expected, *branch);
    }

    [Fact]
    public void Run_check_compares_under_its_mask()
    {
        var b = new PlanBuilder(new Arena());
        Argument word = b.Value(0x1234ul);
        b.Do(StepOperation.Check, word, 0xFF, 0x34, ENODEV);
        b.Do(StepOperation.Check, word, 0xFF, 0x35, ENODEV);
        using var plan = new Plan(b, default);
        Assert.Equal(new StepReport(1, ENODEV), plan.Run(0));
    }

    [Fact]
    public void Run_format_writes_a_path_with_a_number()
    {
        var b = new PlanBuilder(new Arena());
        byte* path = b.Arena.Take(64);
        b.Do(StepOperation.Format, path, b.Text("/proc/"), 4096, b.Text("/ns"));
        using var plan = new Plan(b, default);
        plan.Run(0);
        Assert.Equal("/proc/4096/ns",
            System.Runtime.InteropServices.Marshal.PtrToStringUTF8((nint)path));
    }

    [Fact]
    public void Run_zero_of_a_closed_socket_is_a_failure()
    {
        var b = new PlanBuilder(new Arena());
        b.Call(Syscall.openat, AT_FDCWD, b.Text("/dev/null"), O_CLOEXEC).Into("null");
        b.Call(Syscall.read, new Slot(0), b.Arena.Take(8), 1).With(StepFlags.ZeroFails);
        using var plan = new Plan(b, default);
        Assert.Equal(new StepReport(1, EPIPE), plan.Run(0));
    }

    [Fact]
    public void Run_pauses_and_goes_on()
    {
        var b = new PlanBuilder(new Arena());
        b.Do(StepOperation.Pause, (int)PauseReason.RunHooks);
        Slot pid = b.Call(Syscall.getpid).Into("pid");
        using var plan = new Plan(b, default);
        Assert.Equal(new StepReport(StepReport.Paused, (int)PauseReason.RunHooks), plan.Run(0));
        Assert.Equal(0, plan[pid]);
        plan.Run(plan.PausedAt + 1);
        Assert.NotEqual(0, plan[pid]);
    }
}
