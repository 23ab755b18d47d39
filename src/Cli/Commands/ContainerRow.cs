using System.Text.Json.Nodes;
using MiniDocker.CommandLine;
using MiniDocker.CommandLine.Tables;
using MiniDocker.Engine.Containers;
using MiniDocker.Runtime.Shim;

namespace MiniDocker.Cli.Commands;

/// <summary>A container as a row of <c>ps</c>.</summary>
internal sealed class ContainerRow(
    Container container, ContainerRuntimeState state, bool noTruncation)
{
    private const int CommandLengthMax = 20;

    internal static readonly Listing Listing = new(
        [
            ("ID", "CONTAINER ID"), ("Image", "IMAGE"), ("Command", "COMMAND"),
            ("RunningFor", "CREATED"), ("CreatedAt", "CREATED AT"), ("Status", "STATUS"),
            ("State", "STATE"), ("Ports", "PORTS"), ("Names", "NAMES"), ("Labels", "LABELS"),
            ("Mounts", "MOUNTS"), ("LocalVolumes", "LOCAL VOLUMES"), ("Networks", "NETWORKS"),
            ("Size", "SIZE"),
        ],
        "{{.ID}}\t{{.Image}}\t{{.Command}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}\t{{.Names}}");

    internal string Id => noTruncation ? container.Id : ContainerId.Short(container.Id);

    internal JsonObject ToJson()
    {
        ContainerRecord record = container.Record;
        return new JsonObject
        {
            ["Command"] = Command(record),
            ["CreatedAt"] = record.Created.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss zz'00'")
                + " UTC",
            ["ID"] = Id,
            ["Image"] = record.Config.Image,
            ["Labels"] = string.Join(',', record.Config.Labels
                .OrderBy(static label => label.Key, StringComparer.Ordinal)
                .Select(static label => $"{label.Key}={label.Value}")),
            ["LocalVolumes"] = record.Mounts.Count(static point => point.Type == "volume")
                .ToString(),
            ["Mounts"] = string.Join(',', record.Mounts.Select(Mount)),
            ["Names"] = record.Name,
            ["Networks"] = record.HostConfig.NetworkMode,
            ["Ports"] = "",
            ["RunningFor"] = Ago(record.Created),
            ["Size"] = "N/A",
            ["State"] = ContainerLifecycle.StatusWord(state),
            ["Status"] = Status(),
        };
    }

    private string Status() => state.Status switch
    {
        ContainerRuntimeStatus.Running => "Up " + Since(state.StartedAt),
        ContainerRuntimeStatus.Paused => $"Up {Since(state.StartedAt)} (Paused)",
        ContainerRuntimeStatus.Restarting =>
            $"Restarting ({state.ExitCode}) {Since(state.FinishedAt)} ago",
        ContainerRuntimeStatus.Exited =>
            $"Exited ({state.ExitCode}) {Since(state.FinishedAt)} ago",
        ContainerRuntimeStatus.Dead => "Dead",
        _ => "Created",
    };

    private string Command(ContainerRecord record)
    {
        string words = string.Join(' ', [record.Path, .. record.Args]);
        if (!noTruncation && words.Length > CommandLengthMax)
        {
            words = words[..(CommandLengthMax - 1)] + "…";
        }
        return $"\"{words}\"";
    }

    private string Mount(MountPoint point)
    {
        string text = point.Name ?? (point.Type == "tmpfs" ? "" : point.Source);
        return noTruncation || text.Length <= 15 ? text : text[..14] + "…";
    }

    private static string Ago(DateTimeOffset time) => Since(time) + " ago";

    private static string Since(DateTimeOffset? time) =>
        HumanDuration.Format(DateTimeOffset.UtcNow - (time ?? DateTimeOffset.UtcNow));
}
