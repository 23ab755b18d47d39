using System.Text.Json.Nodes;
using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Seccomp;

namespace MiniDocker.Benchmarks.Macro;

/// <summary>
/// Starting a container: busybox true with all namespaces, limits of memory, cpu and pids, and
/// Docker's default seccomp profile, from one and the same bundle.
/// </summary>
internal static class StartBenchmark
{
    internal static void Run(Workplace place, int runs)
    {
        string bundle = place["bundle"];
        MakeBundle(bundle);
        Contest contest = new("start: OCI runtime, busybox true");
        int next = 0;
        foreach ((string name, string runtime) in Runtimes())
        {
            string id = $"bench-{name}-{Environment.ProcessId}-{next++}";
            contest.Add(name,
                [runtime, "--root", place[$"state-{name}"], "run", "--bundle", bundle, id]);
        }

        if (Workplace.Has("bwrap"))
        {
            contest.Add("bubblewrap (no limits, no filter)",
            [
                "/usr/bin/bwrap", "--unshare-all", "--bind", Path.Combine(bundle, "rootfs"), "/",
                "--proc", "/proc", "--dev", "/dev", "/bin/true",
            ]);
        }

        contest.Run(runs);
        foreach ((string name, string runtime) in Runtimes())
        {
            Console.WriteLine($"system calls, {name}: {CountCalls(place, name, runtime, bundle)}");
        }
    }

    private static IEnumerable<(string Name, string Path)> Runtimes()
    {
        yield return ("minirun", Workplace.Ours("minirun"));
        if (Workplace.Has("crun"))
        {
            yield return ("crun", "/usr/bin/crun");
        }

        if (Workplace.Has("runc"))
        {
            yield return ("runc", "/usr/sbin/runc");
        }
    }

    private static string CountCalls(
        Workplace place, string name, string runtime, string bundle)
    {
        string report = place[$"calls-{name}"];
        Workplace.Do("strace", "-f", "-c", "-o", report, runtime, "--root",
            place[$"state-{name}"], "run", "--bundle", bundle, $"calls-{name}");
        string total = File.ReadLines(report).Last(line => line.EndsWith("total",
            StringComparison.Ordinal));
        return total.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3];
    }

    private static void MakeBundle(string bundle)
    {
        Directory.CreateDirectory(Path.Combine(bundle, "rootfs/bin"));
        File.Copy("/bin/busybox", Path.Combine(bundle, "rootfs/bin/busybox"));
        File.CreateSymbolicLink(Path.Combine(bundle, "rootfs/bin/true"), "busybox");
        string path = Path.Combine(bundle, "config.json");
        Workplace.Do("runc", "spec", "--bundle", bundle);
        JsonNode spec = JsonNode.Parse(File.ReadAllText(path))!;
        spec["process"]!["terminal"] = false;
        spec["process"]!["args"] = new JsonArray("/bin/true");
        spec["linux"]!["namespaces"]!.AsArray().Add(new JsonObject { ["type"] = "cgroup" });
        spec["linux"]!["resources"] = JsonNode.Parse("""
            { "memory": { "limit": 67108864 }, "cpu": { "quota": 50000, "period": 100000 },
              "pids": { "limit": 32 } }
            """);
        spec["linux"]!["seccomp"] = Seccomp();
        File.WriteAllText(path, spec.ToJsonString());
    }

    private static JsonObject Seccomp()
    {
        SeccompSpec profile = DefaultSeccompProfile.For([]);
        JsonArray rules = [];
        foreach (SyscallRuleSpec rule in profile.Syscalls)
        {
            JsonObject json = new()
            {
                ["names"] = new JsonArray([.. rule.Names.Select(name => (JsonNode)name)]),
                ["action"] = rule.Action,
                ["args"] = new JsonArray([.. rule.Args.Select(arg => (JsonNode)new JsonObject
                {
                    ["index"] = arg.Index,
                    ["value"] = arg.Value,
                    ["valueTwo"] = arg.ValueTwo,
                    ["op"] = arg.Op,
                })]),
            };
            if (rule.ErrnoRet is { } errno)
            {
                json["errnoRet"] = errno;
            }

            rules.Add((JsonNode)json);
        }

        return new JsonObject
        {
            ["defaultAction"] = profile.DefaultAction,
            ["architectures"] =
                new JsonArray([.. profile.Architectures.Select(name => (JsonNode)name)]),
            ["syscalls"] = rules,
        };
    }
}
