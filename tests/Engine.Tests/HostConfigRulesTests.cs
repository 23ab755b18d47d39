using MiniDocker.Engine.Containers;
using MiniDocker.Runtime.Shim;

namespace MiniDocker.Engine.Tests;

/// <summary>What <c>create</c> refuses, before anything is made.</summary>
public sealed class HostConfigRulesTests
{
    public static TheoryData<string, HostConfig> Wrong => new()
    {
        {
            "Minimum memory limit allowed is 6MB",
            new() { Memory = EngineLimits.MemoryBytesMin - 1 }
        },
        {
            "Minimum memoryswap limit should be larger than memory limit, see usage",
            new() { Memory = 64 << 20, MemorySwap = 32 << 20 }
        },
        {
            "You should always set the Memory limit when using Memoryswap limit, see usage",
            new() { MemorySwap = 32 << 20 }
        },
        {
            "Conflicting options: Nano CPUs and CPU Period cannot both be set",
            new() { NanoCpus = 500_000_000, CpuPeriod = 100_000 }
        },
        {
            "can't create 'AutoRemove' container with restart policy",
            new() { AutoRemove = true, RestartPolicy = RestartPolicy.Parse("always") }
        },
        { "sysctl 'kernel.panic' is not allowed", Sysctl("kernel.panic", "none") },
        {
            "sysctl 'net.core.somaxconn' not allowed in host network namespace",
            Sysctl("net.core.somaxconn", "host")
        },
        {
            "Invalid value 1001, range for oom score adj is [-1000, 1000]",
            new() { OomScoreAdj = 1001 }
        },
        {
            "--log-driver syslog is not supported; known are json-file and none",
            Log("syslog")
        },
        { "unknown log opt 'tag' for json-file log driver", Log("json-file", ("tag", "x")) },
        { "invalid max-size: '10x'", Log("json-file", ("max-size", "10x")) },
        { "max-file cannot be less than 1", Log("json-file", ("max-file", "0")) },
        {
            "max-file only works with max-size: set it, too",
            Log("json-file", ("max-file", "2"))
        },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void Check_refuses_in_Dockers_words(string message, HostConfig host) =>
        Assert.Equal(message,
            Assert.Throws<EngineException>(() => HostConfigRules.Check(host)).Message);

    [Fact]
    public void Check_takes_the_smallest_and_the_private()
    {
        HostConfigRules.Check(new()
        {
            Memory = EngineLimits.MemoryBytesMin,
            MemorySwap = -1,
            PidsLimit = -1,
            OomScoreAdj = -1000,
        });
        HostConfigRules.Check(Sysctl("net.core.somaxconn", "none"));
    }

    [Fact]
    public void ToLogConfig_reads_sizes_in_powers_of_1024()
    {
        LogConfig config = LogOptions.ToLogConfig(
            Log("json-file", ("max-size", "10m"), ("max-file", "3")).LogConfig, "/log")!;

        Assert.Equal((10L << 20, 3), (config.MaxSizeBytes, config.MaxFiles));
        Assert.Null(LogOptions.ToLogConfig(new() { Type = "none" }, "/log"));
    }

    private static HostConfig Sysctl(string name, string network) => new()
    {
        NetworkMode = network,
        Sysctls = new Dictionary<string, string> { [name] = "1" },
    };

    private static HostConfig Log(string driver, params (string Name, string Value)[] options) =>
        new()
        {
            LogConfig = new()
            {
                Type = driver,
                Config = options.ToDictionary(option => option.Name, option => option.Value),
            },
        };
}
