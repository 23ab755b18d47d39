using MiniDocker.Oci;
using MiniDocker.Oci.Spec;

namespace MiniDocker.Runtime.Tests.LaunchPlans;

/// <summary>Every refusal names the field that is wrong.</summary>
public sealed class SpecValidatorTests
{
    [Fact]
    public void Validate_usual_spec_passes() => SpecValidator.Validate(Bundles.Usual);

    [Theory]
    [InlineData("2.0.0", "ociVersion")]
    [InlineData("one", "ociVersion")]
    public void Validate_version_is_named(string version, string field) =>
        Refuses(Bundles.Minimal with { OciVersion = version }, field);

    [Fact]
    public void Validate_no_process_is_named() =>
        Refuses(Bundles.Minimal with { Process = null }, "process");

    [Fact]
    public void Validate_relative_directory_is_named() => Refuses(
        Bundles.Minimal with { Process = new() { Args = ["a"], Cwd = "tmp" } }, "process.cwd");

    [Fact]
    public void Validate_no_arguments_is_named() => Refuses(
        Bundles.Minimal with { Process = new() { Cwd = "/" } }, "process.args");

    [Theory]
    [InlineData("kernel.core_pattern")]
    [InlineData("vm.swappiness")]
    [InlineData("net/../kernel/core_pattern")]
    [InlineData("user.max_user_namespaces")]
    public void Validate_sysctl_of_the_host_is_named(string key) =>
        Refuses(With(new LinuxSpec
        {
            Sysctl = new Dictionary<string, string> { [key] = "1" },
        }), $"linux.sysctl: {key}");

    [Fact]
    public void Validate_mappings_without_user_namespace_are_named() =>
        Refuses(With(new LinuxSpec { UidMappings = [new() { Size = 1 }] }), "linux.uidMappings");

    [Fact]
    public void Validate_offsets_without_time_namespace_are_named() => Refuses(With(new LinuxSpec
    {
        TimeOffsets = new Dictionary<string, TimeOffsetSpec> { ["boottime"] = new() },
    }), "linux.timeOffsets");

    [Fact]
    public void Validate_network_devices_are_named() => Refuses(With(new LinuxSpec
    {
        NetDevices = new Dictionary<string, NetDeviceSpec> { ["eth1"] = new() },
    }), "linux.netDevices");

    [Fact]
    public void Validate_cache_control_is_named() =>
        Refuses(With(new LinuxSpec { IntelRdt = new() }), "linux.intelRdt");

    [Fact]
    public void Validate_namespace_listed_twice_is_named() => Refuses(With(new LinuxSpec
    {
        Namespaces = [new() { Type = "pid" }, new() { Type = "pid" }],
    }), "linux.namespaces: pid");

    [Fact]
    public void Validate_unknown_namespace_is_named() => Refuses(With(new LinuxSpec
    {
        Namespaces = [new() { Type = "thread" }],
    }), "\"thread\"");

    [Fact]
    public void Validate_bind_with_file_system_options_is_named() => Refuses(
        Bundles.Minimal with
        {
            Mounts = [new() { Destination = "/a", Source = "/b", Options = ["bind", "size=1"] }],
        }, "mounts[0].options");

    [Fact]
    public void Compile_unknown_capability_is_named() => RefusesPlan(
        Bundles.Minimal with
        {
            Process = Bundles.Minimal.Process! with
            {
                Capabilities = new() { Bounding = ["CAP_FLY"] },
            },
        }, "\"CAP_FLY\"");

    [Fact]
    public void Compile_unknown_limit_is_named() => RefusesPlan(
        Bundles.Minimal with
        {
            Process = Bundles.Minimal.Process! with { Rlimits = [new() { Type = "RLIMIT_LUCK" }] },
        }, "RLIMIT_LUCK");

    private static RuntimeSpec With(LinuxSpec linux) => Bundles.Minimal with
    {
        Linux = linux.Namespaces.Count > 0
            ? linux
            : linux with { Namespaces = Bundles.Minimal.Linux!.Namespaces },
    };

    private static void Refuses(RuntimeSpec spec, string field) => Assert.Contains(
        field, Assert.Throws<OciFormatException>(() => SpecValidator.Validate(spec)).Message);

    private static void RefusesPlan(RuntimeSpec spec, string field) => Assert.Contains(
        field, Assert.Throws<OciFormatException>(
            () => LaunchPlan.Compile(Bundles.Options(spec), Bundles.Host)).Message);
}
