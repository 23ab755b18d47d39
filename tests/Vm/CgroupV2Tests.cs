namespace MiniDocker.Vm;

/// <summary>
/// cgroup v2 alone, with all controllers, as no test machine of ours has it. The promises are the
/// functions of guest/promises.sh.
/// </summary>
public sealed class CgroupV2Tests(VirtualMachine machine) : IClassFixture<VirtualMachine>
{
    public static TheoryData<string> Promises => [.. VirtualMachine.Promises()];

    [Theory]
    [MemberData(nameof(Promises))]
    public void Promise_in_a_machine_with_all_controllers_is_kept(string promise) =>
        machine.MustHaveKept(promise);
}
