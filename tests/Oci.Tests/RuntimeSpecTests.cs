using System.Text;
using System.Text.Json.Nodes;
using MiniDocker.Oci.Spec;

namespace MiniDocker.Oci.Tests;

public sealed class RuntimeSpecTests
{
    // One of everything that runtime-spec 1.3 knows for Linux.
    private const string Everything = """
        {"ociVersion":"1.3.0","hostname":"h","domainname":"d","annotations":{"k":"v"},
        "root":{"path":"rootfs","readonly":true},
        "process":{"terminal":true,"consoleSize":{"height":25,"width":80},
          "user":{"uid":1,"gid":2,"umask":18,"additionalGids":[3,4]},"args":["sh"],"env":["A=b"],
          "cwd":"/","capabilities":{"bounding":["CAP_CHOWN"],"effective":[],"inheritable":[],
          "permitted":[],"ambient":[]},"rlimits":[{"type":"RLIMIT_NOFILE","hard":18446744073709551615,
          "soft":1}],"noNewPrivileges":true,"apparmorProfile":"p","oomScoreAdj":-5,
          "scheduler":{"policy":"SCHED_FIFO","nice":1,"priority":2,"flags":["F"],"runtime":3,
          "deadline":4,"period":5},"selinuxLabel":"l","ioPriority":{"class":"IOPRIO_CLASS_BE",
          "priority":4},"execCPUAffinity":{"initial":"0","final":"1"}},
        "mounts":[{"destination":"/d","type":"bind","source":"/s","options":["rbind"],
          "uidMappings":[{"containerID":0,"hostID":1000,"size":1}],
          "gidMappings":[{"containerID":0,"hostID":1000,"size":1}]}],
        "hooks":{"prestart":[{"path":"/p","args":["p"],"env":["E=1"],"timeout":9}],
          "createRuntime":[],"createContainer":[],"startContainer":[],"poststart":[],"poststop":[]},
        "linux":{"uidMappings":[],"gidMappings":[],"sysctl":{"net.ipv4.ip_forward":"1"},
          "cgroupsPath":"/c","namespaces":[{"type":"pid"},{"type":"network","path":"/n"}],
          "devices":[{"path":"/dev/x","type":"c","major":1,"minor":2,"fileMode":438,"uid":0,"gid":0}],
          "netDevices":{"eth7":{"name":"eth0"}},"rootfsPropagation":"slave","maskedPaths":["/m"],
          "readonlyPaths":["/r"],"mountLabel":"ml","timeOffsets":{"boottime":{"secs":-1,"nanosecs":2}},
          "intelRdt":{"closID":"c","schemata":["s"],"l3CacheSchema":"l3","memBwSchema":"mb",
            "enableMonitoring":true},
          "memoryPolicy":{"mode":"MPOL_BIND","nodes":"0","flags":["MPOL_F_STATIC_NODES"]},
          "personality":{"domain":"LINUX32","flags":[]},
          "seccomp":{"defaultAction":"SCMP_ACT_ERRNO","defaultErrnoRet":38,"architectures":["A"],
            "flags":["F"],"listenerPath":"/l","listenerMetadata":"m","syscalls":[{"names":["read"],
            "action":"SCMP_ACT_ALLOW","errnoRet":1,"args":[{"index":1,"value":2,"valueTwo":3,
            "op":"SCMP_CMP_EQ"}]}]},
          "resources":{"devices":[{"allow":false,"type":"a","major":-1,"minor":3,"access":"rwm"}],
            "memory":{"limit":1,"reservation":2,"swap":3,"kernel":4,"kernelTCP":5,"swappiness":6,
              "disableOOMKiller":true,"useHierarchy":true,"checkBeforeUpdate":true},
            "cpu":{"shares":1,"quota":-1,"burst":2,"period":3,"realtimeRuntime":4,
              "realtimePeriod":5,"cpus":"0-1","mems":"0","idle":1},
            "pids":{"limit":7},
            "blockIO":{"weight":10,"leafWeight":11,"weightDevice":[{"major":8,"minor":0,"weight":1,
              "leafWeight":2}],"throttleReadBpsDevice":[{"major":8,"minor":0,"rate":1}],
              "throttleWriteBpsDevice":[],"throttleReadIOPSDevice":[{"major":8,"minor":0,"rate":2}],
              "throttleWriteIOPSDevice":[]},
            "hugepageLimits":[{"pageSize":"2MB","limit":1}],
            "network":{"classID":1,"priorities":[{"name":"eth0","priority":2}]},
            "rdma":{"mlx":{"hcaHandles":1,"hcaObjects":2}},"unified":{"memory.high":"1"}}}}
        """;

    [Fact]
    public void RuntimeSpec_keeps_every_field()
    {
        RuntimeSpec spec = RuntimeSpec.Parse(Encoding.UTF8.GetBytes(Everything));

        AssertContains(JsonNode.Parse(Everything)!, JsonNode.Parse(spec.ToJson()), "$");
    }

    [Theory]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("9223372036854772000", 9223372036854772000)]
    [InlineData("9223372036854776000", long.MaxValue)]
    [InlineData("1e9", 1_000_000_000)]
    [InlineData("-1", -1)]
    public void RuntimeSpec_numbers_that_were_doubles_are_tolerated(string number, long expected)
    {
        ResourcesSpec resources = ResourcesSpec.Parse(
            Encoding.UTF8.GetBytes("""{"memory":{"limit":""" + number + "}}"));
        Assert.Equal(expected, resources.Memory!.Limit);
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("1e30")]
    [InlineData("\"1\"")]
    public void RuntimeSpec_other_numbers_name_the_field(string number)
    {
        OciFormatException e = Assert.Throws<OciFormatException>(() => RuntimeSpec.Parse(
            Encoding.UTF8.GetBytes(
                """{"linux":{"resources":{"memory":{"limit":""" + number + "}}}}")));
        Assert.StartsWith("config.json: linux.resources.memory.limit: expected", e.Message);
    }

    [Fact]
    public void RuntimeSpec_unknown_fields_and_nulls_are_passed_over()
    {
        RuntimeSpec spec = RuntimeSpec.Parse("""
            {"ociVersion":"1.0.2","windows":{"x":[1]},"mounts":null,
             "linux":{"namespaces":[{"type":"galaxy"}],"maskedPaths":null}}
            """u8);

        Assert.Empty(spec.Mounts);
        Assert.Equal("galaxy", spec.Linux!.Namespaces[0].Type);
    }

    [Fact]
    public void RuntimeState_round_trips()
    {
        var state = new RuntimeState
        {
            OciVersion = "1.3.0",
            Id = "x",
            Status = "running",
            Pid = 7,
            Bundle = "/b",
        };
        Assert.Equal(state.ToJson(), RuntimeState.Parse(state.ToJson()).ToJson());
        Assert.Equal(7, RuntimeState.Parse(state.ToJson()).Pid);
    }

    // Defaults may be written that the input left out; nothing of the input may be lost.
    private static void AssertContains(JsonNode expected, JsonNode? actual, string path)
    {
        Assert.True(actual is not null, $"{path} is lost");
        if (expected is JsonObject o)
        {
            foreach ((string name, JsonNode? value) in o)
                AssertContains(value!, actual[name], $"{path}.{name}");
        }
        else
        {
            Assert.True(
                JsonNode.DeepEquals(expected, actual) || expected is JsonArray { Count: > 0 },
                $"{path}: {actual}");
            for (int i = 0; i < (expected as JsonArray)?.Count; i++)
                AssertContains(expected[i]!, actual[i], $"{path}[{i}]");
        }
    }
}
