using System.Text.Json;
using System.Text.Json.Nodes;
using MiniDocker.Oci;
using MiniDocker.Runtime.Shim;

namespace MiniDocker.Engine.Containers;

/// <summary>The JSON of <c>docker inspect</c>.</summary>
public static class ContainerInspection
{
    private const string Never = "0001-01-01T00:00:00Z";

    /// <summary>Describes a container.</summary>
    public static JsonObject Of(Container container)
    {
        ContainerRecord record = container.Record;
        ContainerRuntimeState state = container.ReadState();
        return new JsonObject
        {
            ["Id"] = record.Id,
            ["Created"] = Rfc3339.Format(record.Created),
            ["Path"] = record.Path,
            ["Args"] = Texts(record.Args),
            ["State"] = State(state),
            ["Image"] = record.ImageId,
            ["ResolvConfPath"] = Path.Combine(container.Directory, ContainerFiles.ResolvConf),
            ["HostnamePath"] = Path.Combine(container.Directory, ContainerFiles.Hostname),
            ["HostsPath"] = Path.Combine(container.Directory, ContainerFiles.Hosts),
            ["LogPath"] = record.HostConfig.LogConfig.Type == "none" ? "" : container.LogPath,
            ["Name"] = "/" + record.Name,
            ["RestartCount"] = state.RestartCount,
            ["Driver"] = "overlay",
            ["Platform"] = "linux",
            ["MountLabel"] = "",
            ["ProcessLabel"] = "",
            ["AppArmorProfile"] = "",
            ["ExecIDs"] = null,
            ["HostConfig"] = HostConfigOf(record.HostConfig),
            ["GraphDriver"] = new JsonObject
            {
                ["Name"] = "overlay",
                ["Data"] = new JsonObject
                {
                    ["LowerDir"] = string.Join(':', record.Lowers),
                    ["UpperDir"] = container.UpperDirectory,
                    ["WorkDir"] = Path.Combine(container.Directory, "work"),
                },
            },
            ["Mounts"] = MountsOf(record),
            ["Config"] = JsonSerializer.SerializeToNode(
                record.Config, ContainerJson.Default.ContainerConfig),
            ["NetworkSettings"] = Network(record),
        };
    }

    private static JsonObject State(ContainerRuntimeState state) => new()
    {
        ["Status"] = ContainerLifecycle.StatusWord(state),
        ["Running"] = ContainerLifecycle.IsAlive(state)
            || state.Status == ContainerRuntimeStatus.Restarting,
        ["Paused"] = state.Status == ContainerRuntimeStatus.Paused,
        ["Restarting"] = state.Status == ContainerRuntimeStatus.Restarting,
        ["OOMKilled"] = state.OomKilled,
        ["Dead"] = state.Status == ContainerRuntimeStatus.Dead,
        ["Pid"] = state.Pid,
        ["ExitCode"] = state.ExitCode,
        ["Error"] = state.Error,
        ["StartedAt"] = state.StartedAt is { } started ? Rfc3339.Format(started) : Never,
        ["FinishedAt"] = state.FinishedAt is { } finished ? Rfc3339.Format(finished) : Never,
    };

    private static JsonNode? HostConfigOf(HostConfig host)
    {
        JsonNode? node = JsonSerializer.SerializeToNode(host, ContainerJson.Default.HostConfig);
        if (node is JsonObject map)
        {
            map["MaskedPaths"] = host.Privileged
                ? null
                : Texts(RuntimeSpecBuilder.MaskedPaths);
            map["ReadonlyPaths"] = host.Privileged
                ? null
                : Texts(RuntimeSpecBuilder.ReadonlyPaths);
        }
        return node;
    }

    private static JsonArray MountsOf(ContainerRecord record)
    {
        JsonArray mounts = [];
        foreach (MountPoint point in record.Mounts)
        {
            JsonObject mount = new() { ["Type"] = point.Type };
            if (point.Name is not null)
            {
                mount["Name"] = point.Name;
            }
            mount["Source"] = point.Source;
            mount["Destination"] = point.Destination;
            if (point.Driver is not null)
            {
                mount["Driver"] = point.Driver;
            }
            mount["Mode"] = point.Mode;
            mount["RW"] = point.RW;
            mount["Propagation"] = point.Propagation;
            mounts.Add((JsonNode)mount);
        }
        return mounts;
    }

    private static JsonObject Network(ContainerRecord record) => new()
    {
        ["SandboxKey"] = "",
        ["Ports"] = new JsonObject(),
        ["IPAddress"] = "",
        ["Gateway"] = "",
        ["MacAddress"] = "",
        ["Networks"] = new JsonObject
        {
            [record.HostConfig.NetworkMode] = new JsonObject
            {
                ["IPAddress"] = "",
                ["Gateway"] = "",
                ["MacAddress"] = "",
            },
        },
    };

    private static JsonArray Texts(IReadOnlyList<string> texts)
    {
        JsonArray list = [];
        foreach (string text in texts)
        {
            list.Add((JsonNode)text);
        }
        return list;
    }
}
