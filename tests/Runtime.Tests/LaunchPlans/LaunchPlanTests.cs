using MiniDocker.Linux;
using MiniDocker.Oci.Spec;

namespace MiniDocker.Runtime.Tests.LaunchPlans;

/// <summary>
/// "This config compiles to these steps", as text. UPDATE_GOLDEN=1 rewrites the files, and the
/// difference is then there to be read.
/// </summary>
public sealed class LaunchPlanTests
{
    private const string Mappings = """
        ,"uidMappings": [{"containerID": 0, "hostID": 100000, "size": 65536}],
         "gidMappings": [{"containerID": 0, "hostID": 100000, "size": 65536}]
        """;

    [Fact]
    public void Compile_minimal_spec_is_as_recorded() =>
        Matches("minimal", Bundles.Options(Bundles.Minimal));

    [Fact]
    public void Compile_usual_spec_on_cgroup_v1_is_as_recorded() =>
        Matches("usual-v1", Bundles.Options(Bundles.Usual) with { Cgroup = Bundles.CgroupV1 });

    [Fact]
    public void Compile_usual_spec_on_cgroup_v2_is_as_recorded() =>
        Matches("usual-v2", Bundles.Options(Bundles.Usual) with { Cgroup = Bundles.CgroupV2 });

    [Fact]
    public void Compile_user_namespace_is_as_recorded() => Matches("user-namespace",
        Bundles.Options(Bundles.Parse("", "", Mappings, """{"type": "user"},""")));

    [Fact]
    public void Compile_joined_namespaces_is_as_recorded() => Matches("joined-namespaces",
        Bundles.Options(Bundles.Parse("""
            "annotations": {"a": "b"},
            """) with
        {
            Linux = new LinuxSpec
            {
                Namespaces =
                [
                    new() { Type = "mount" }, new() { Type = "pid", Path = "/proc/7/ns/pid" },
                    new() { Type = "network", Path = "/run/netns/n" }, new() { Type = "time" },
                ],
                TimeOffsets = new Dictionary<string, TimeOffsetSpec>
                {
                    ["boottime"] = new() { Secs = 7, Nanosecs = 1 },
                },
            },
        }));

    [Fact]
    public void Compile_overlay_is_as_recorded() => Matches("overlay",
        Bundles.Options(Bundles.Minimal) with
        {
            Recipe = new RootfsRecipe
            {
                Lower = ["/layers/b/fs", "/layers/a/layer.erofs"],
                Upper = "/c/upper",
                Work = "/c/work",
            },
        });

    [Fact]
    public void Compile_overlay_before_linux_6_5_gets_its_layers_as_one_text()
    {
        using LaunchPlan plan = LaunchPlan.Compile(
            Bundles.Options(Bundles.Minimal) with
            {
                Recipe = new RootfsRecipe { Lower = ["/b", "/a:1"] },
            }, Bundles.Host with { Kernel = new(6, 1) });
        string text = Text(plan);
        Assert.Contains("\"/b:/a", text);
        Assert.DoesNotContain("lowerdir+", text);
    }

    [Fact]
    public void Compile_one_erofs_layer_alone_is_mounted_without_an_overlay()
    {
        using LaunchPlan plan = LaunchPlan.Compile(
            Bundles.Options(Bundles.Minimal) with
            {
                Recipe = new RootfsRecipe { Lower = ["/layers/a.erofs"] },
            }, Bundles.Host);
        string text = Text(plan);
        Assert.Contains("fsopen(\"erofs\"", text);
        Assert.DoesNotContain("fsopen(\"overlay\"", text);
    }

    [Fact]
    public void Compile_terminal_is_as_recorded() => Matches("terminal",
        Bundles.Options(Bundles.Parse("", """
            "terminal": true, "consoleSize": {"height": 24, "width": 80},
            """)) with
        { ConsoleSocket = 9, StartDirectory = "/run/minirun/c1" });

    [Fact]
    public void Compile_credentials_and_scheduling_is_as_recorded() => Matches("credentials",
        Bundles.Options(Bundles.Parse("", """
            "user": {"uid": 1000, "gid": 1001, "additionalGids": [5], "umask": 63},
            "rlimits": [{"type": "RLIMIT_NOFILE", "soft": 64, "hard": 128}],
            "oomScoreAdj": 100, "apparmorProfile": "web", "selinuxLabel": "a:b:c:s0",
            "ioPriority": {"class": "IOPRIO_CLASS_BE", "priority": 4},
            "scheduler": {"policy": "SCHED_BATCH", "nice": 5},
            """, """
            ,"sysctl": {"net.ipv4.ip_forward": "1"}, "personality": {"domain": "LINUX32"},
             "memoryPolicy": {"mode": "MPOL_BIND", "nodes": "0"}
            """)));

    [Fact]
    public void Compile_mount_options_is_as_recorded() => Matches("mount-options",
        Bundles.Options(Bundles.Parse("""
            "mounts": [
              {"destination": "run", "type": "tmpfs", "source": "t",
               "options": ["ro", "tmpcopyup", "mode=0700"]},
              {"destination": "/m", "type": "bind", "source": "data",
               "options": ["bind", "rslave", "noatime"],
               "uidMappings": [{"containerID": 0, "hostID": 5, "size": 1}],
               "gidMappings": [{"containerID": 0, "hostID": 5, "size": 1}]},
              {"destination": "/m", "options": ["remount", "ro"]}],
            """, "", """
            ,"devices": [{"path": "/dev/fuse", "type": "c", "major": 10, "minor": 229,
              "uid": 3, "gid": 4}], "rootfsPropagation": "rshared"
            """)));

    [Fact]
    public void CompileExec_is_as_recorded()
    {
        using PidFd self = PidFd.TryOpen(Environment.ProcessId)!;
        using LaunchPlan plan = LaunchPlan.CompileExec(new ExecOptions
        {
            Id = "c1",
            Container = Bundles.Usual,
            Process = Bundles.Usual.Process!,
            Init = self,
            JoinFiles = ["/sys/fs/cgroup/memory/c1/tasks"],
        }, Bundles.Host);
        string number = $"setns({(int)self.DangerousGetHandle()},";
        Golden.Matches("exec", Text(plan).Replace(number, "setns(INIT,"));
    }

    [Fact]
    public void Compile_twice_gives_the_same_text()
    {
        LaunchOptions options = Bundles.Options(Bundles.Usual) with { Cgroup = Bundles.CgroupV2 };
        Assert.Equal(Text(options), Text(options));
    }

    [Fact]
    public void WriteJson_has_every_step_of_the_text()
    {
        using LaunchPlan plan = LaunchPlan.Compile(Bundles.Options(Bundles.Usual), Bundles.Host);
        using var stream = new MemoryStream();
        plan.WriteJson(stream);
        using var json = System.Text.Json.JsonDocument.Parse(stream.ToArray());
        Assert.Equal(plan.Steps.Count, json.RootElement.GetProperty("steps").GetArrayLength());
    }

    private static void Matches(string name, LaunchOptions options) =>
        Golden.Matches(name, Text(options));

    private static string Text(LaunchOptions options)
    {
        using LaunchPlan plan = LaunchPlan.Compile(options, Bundles.Host);
        return Text(plan);
    }

    private static string Text(LaunchPlan plan)
    {
        var text = new StringWriter();
        plan.WriteText(text);
        return text.ToString();
    }
}
