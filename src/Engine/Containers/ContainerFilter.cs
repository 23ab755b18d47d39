using MiniDocker.Runtime.Shim;

namespace MiniDocker.Engine.Containers;

/// <summary>The <c>--filter</c> flags of <c>ps</c> and <c>container prune</c>: conditions of one
/// kind are joined by "or", kinds by "and".</summary>
public sealed class ContainerFilter
{
    private static readonly string[] Kinds =
    [
        "ancestor", "before", "exited", "id", "label", "name", "network", "since", "status",
        "volume",
    ];

    private readonly Dictionary<string, List<string>> _conditions = [];

    /// <summary>Reads <c>KIND=VALUE</c> conditions.</summary>
    /// <exception cref="EngineException">A kind that is not known, or no "=".</exception>
    public ContainerFilter(IEnumerable<string> conditions)
    {
        foreach (string condition in conditions)
        {
            int equals = condition.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
            {
                throw new EngineException("invalid argument \"" + condition
                    + "\" for \"-f, --filter\" flag: invalid filter '" + condition + "'");
            }
            string kind = condition[..equals].Trim().ToLowerInvariant();
            if (Array.IndexOf(Kinds, kind) < 0)
            {
                throw new EngineException($"invalid filter '{kind}'; known are "
                    + string.Join(", ", Kinds), 1);
            }
            if (!_conditions.TryGetValue(kind, out List<string>? values))
            {
                _conditions[kind] = values = [];
            }
            values.Add(condition[(equals + 1)..].Trim());
        }
        CheckValues();
    }

    /// <summary>True if stopped containers are asked for without <c>--all</c>.</summary>
    public bool AsksForStopped =>
        _conditions.ContainsKey("status") || _conditions.ContainsKey("exited");

    /// <summary>True if every kind of condition holds.</summary>
    /// <param name="container">The container.</param>
    /// <param name="state">Its state.</param>
    /// <param name="all">All containers, for <c>before</c> and <c>since</c>.</param>
    public bool Accepts(
        Container container, ContainerRuntimeState state, IReadOnlyList<Container> all)
    {
        foreach ((string kind, List<string> values) in _conditions)
        {
            bool holds = false;
            foreach (string value in values)
            {
                holds |= Holds(kind, value, container, state, all);
            }
            if (!holds)
            {
                return false;
            }
        }
        return true;
    }

    private void CheckValues()
    {
        foreach (string status in _conditions.GetValueOrDefault("status") ?? [])
        {
            if (status is not ("created" or "running" or "paused" or "restarting" or "removing"
                or "exited" or "dead"))
            {
                throw new EngineException($"invalid filter 'status={status}'", 1);
            }
        }
        foreach (string code in _conditions.GetValueOrDefault("exited") ?? [])
        {
            if (!int.TryParse(code, out _))
            {
                throw new EngineException($"invalid filter 'exited={code}'", 1);
            }
        }
    }

    private static bool Holds(
        string kind, string value, Container container, ContainerRuntimeState state,
        IReadOnlyList<Container> all)
    {
        ContainerRecord record = container.Record;
        return kind switch
        {
            "id" => record.Id.StartsWith(value, StringComparison.Ordinal),
            "name" => record.Name.Contains(value.TrimStart('/'), StringComparison.Ordinal),
            "label" => HasLabel(record, value),
            "status" => ContainerLifecycle.StatusWord(state) == value,
            "exited" => state.Status == ContainerRuntimeStatus.Exited
                && state.ExitCode == int.Parse(value),
            "ancestor" => IsImage(record, value),
            "network" => record.HostConfig.NetworkMode == value,
            "volume" => HasVolume(record, value),
            "before" => record.Created < Reference(value, all).Created,
            _ => record.Created > Reference(value, all).Created,
        };
    }

    private static bool HasLabel(ContainerRecord record, string value)
    {
        int equals = value.IndexOf('=', StringComparison.Ordinal);
        string key = equals < 0 ? value : value[..equals];
        return record.Config.Labels.TryGetValue(key, out string? found)
            && (equals < 0 || found == value[(equals + 1)..]);
    }

    private static bool IsImage(ContainerRecord record, string value)
    {
        string id = record.ImageId[(record.ImageId.IndexOf(':', StringComparison.Ordinal) + 1)..];
        string digits = value.StartsWith("sha256:", StringComparison.Ordinal) ? value[7..] : value;
        string name = record.Config.Image;
        return name == value || name == value + ":latest" || name + ":latest" == value
            || (digits.Length >= ContainerId.ShortLength
                && id.StartsWith(digits, StringComparison.Ordinal));
    }

    private static bool HasVolume(ContainerRecord record, string value)
    {
        foreach (MountPoint point in record.Mounts)
        {
            if (point.Name == value || point.Destination == value)
            {
                return true;
            }
        }
        return false;
    }

    private static ContainerRecord Reference(string value, IReadOnlyList<Container> all)
    {
        foreach (Container container in all)
        {
            if (container.Name == value
                || container.Id.StartsWith(value, StringComparison.Ordinal))
            {
                return container.Record;
            }
        }
        throw new EngineException($"No such container: {value}", 1);
    }
}
