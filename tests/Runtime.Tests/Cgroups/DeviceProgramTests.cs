using CsCheck;
using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Cgroups;
using MiniDocker.Runtime.State;

namespace MiniDocker.Runtime.Tests.Cgroups;

public sealed class DeviceProgramTests
{
    private static readonly DeviceRuleSpec DenyAll = new() { Allow = false, Access = "rwm" };

    [Theory]
    [InlineData('c', 1, 3, DeviceAccess.Read, true)]
    [InlineData('c', 1, 3, DeviceAccess.Read | DeviceAccess.Write, true)]
    [InlineData('c', 136, 77, DeviceAccess.Write, true)]
    [InlineData('b', 8, 0, DeviceAccess.Read, false)]
    [InlineData('b', 8, 0, DeviceAccess.Make, true)]
    [InlineData('c', 10, 200, DeviceAccess.Read, true)]
    [InlineData('c', 10, 200, DeviceAccess.Read | DeviceAccess.Write, false)]
    public void Assemble_usualRules_answerAsAContainerExpects(
        char type, int major, int minor, object access, bool allowed)
    {
        DeviceRules rules = DeviceRules.Of([
            DenyAll, new() { Allow = true, Type = "c", Major = 10, Minor = 200, Access = "r" }]);

        Assert.Equal(allowed, EbpfInterpreter.Allows(
            DeviceProgram.Assemble(rules), type, major, minor, (DeviceAccess)access));
    }

    [Fact]
    public void Assemble_everythingButOne_refusesAnyAccessToIt()
    {
        DeviceRules rules = DeviceRules.Of([
            new() { Allow = true, Access = "rwm" },
            new() { Allow = false, Type = "b", Major = 8, Minor = 0, Access = "w" }]);
        byte[] program = DeviceProgram.Assemble(rules);

        Assert.True(EbpfInterpreter.Allows(program, 'b', 8, 0, DeviceAccess.Read));
        Assert.False(EbpfInterpreter.Allows(
            program, 'b', 8, 0, DeviceAccess.Read | DeviceAccess.Write));
        Assert.True(EbpfInterpreter.Allows(program, 'b', 8, 1, DeviceAccess.Write));
    }

    [Fact]
    public void Of_laterRule_wins()
    {
        DeviceRules rules = DeviceRules.Of([
            DenyAll,
            new() { Allow = true, Type = "b", Major = 8, Minor = 0, Access = "rw" },
            new() { Allow = false, Type = "b", Major = 8, Minor = 0, Access = "w" }]);

        Assert.Contains(new DeviceException('b', 8, 0, DeviceAccess.Read), rules.Exceptions);
    }

    [Theory]
    [InlineData("x", "r")]
    [InlineData("c", "q")]
    public void Of_unknownLetters_areRefused(string type, string access) =>
        Assert.Throws<ContainerException>(
            () => DeviceRules.Of([new() { Allow = true, Type = type, Access = access }]));

    [Fact]
    public void Assemble_randomRules_answerAsTheV1ControllerDoes()
    {
        Gen<DeviceRuleSpec> rule = Gen.Select(
            Gen.Bool, Pick("a", "b", "c"), Pick<long?>(null, 1, 8),
            Pick<long?>(null, 0, 3), Pick("r", "w", "m", "rw", "rwm"),
            (allow, type, major, minor, access) => new DeviceRuleSpec
            {
                Allow = allow, Type = type, Major = major, Minor = minor, Access = access,
            });
        Gen.Select(
            rule.List[0, 8], Pick('b', 'c'), Pick(1, 5, 8),
            Pick(0, 3, 9), Gen.Int[1, 7]).Sample((specs, type, major, minor, access) =>
            {
                DeviceRules rules = DeviceRules.Of(specs);
                return Expected(rules, type, major, minor, (DeviceAccess)access)
                    == EbpfInterpreter.Allows(DeviceProgram.Assemble(rules), type, major, minor,
                        (DeviceAccess)access);
            });
    }

    private static Gen<T> Pick<T>(params T[] values) =>
        Gen.Int[0, values.Length - 1].Select(index => values[index]);

    // security/device_cgroup.c: match_exception and match_exception_partial.
    private static bool Expected(
        DeviceRules rules, char type, int major, int minor, DeviceAccess access)
    {
        foreach (DeviceException e in rules.Exceptions)
        {
            bool isDevice = e.Type == type && (e.Major < 0 || e.Major == major)
                && (e.Minor < 0 || e.Minor == minor);
            if (isDevice && (rules.AllowsAll
                ? (access & e.Access) != 0 : (access & ~e.Access) == 0))
            {
                return !rules.AllowsAll;
            }
        }

        return rules.AllowsAll;
    }
}
