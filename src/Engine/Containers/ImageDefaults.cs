using MiniDocker.Oci;

namespace MiniDocker.Engine.Containers;

/// <summary>Completes what a person said with what the image says.</summary>
internal static class ImageDefaults
{
    /// <summary>Docker's search path, for images that set none.</summary>
    private const string DefaultPath =
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    internal static ContainerConfig Complete(
        ContainerConfig config, ContainerDefaults image, string id)
    {
        bool hasProgram = config.Entrypoint is not null;
        return config with
        {
            Hostname = config.Hostname.Length > 0 ? config.Hostname : ContainerId.Short(id),
            User = config.User.Length > 0 ? config.User : image.User ?? "",
            Env = MergeEnvironment(image.Env ?? [], config.Env),
            // An entrypoint of one's own does not go with the image's arguments.
            Cmd = config.Cmd ?? (hasProgram ? null : image.Cmd),
            Entrypoint = config.Entrypoint ?? image.Entrypoint,
            WorkingDir = config.WorkingDir.Length > 0
                ? config.WorkingDir
                : image.WorkingDir ?? "",
            Labels = MergeLabels(image.Labels, config.Labels),
            Volumes = MergeSet(image.Volumes, config.Volumes),
            ExposedPorts = MergeSet(image.ExposedPorts, config.ExposedPorts),
            StopSignal = config.StopSignal ?? image.StopSignal,
            StopTimeout = config.StopTimeout ?? image.StopTimeout,
            Healthcheck = config.Healthcheck ?? image.Healthcheck,
        };
    }

    /// <summary>The program and its arguments.</summary>
    /// <exception cref="EngineException">Neither person nor image names a program.</exception>
    internal static List<string> CommandLine(ContainerConfig config)
    {
        List<string> words = [.. config.Entrypoint ?? [], .. config.Cmd ?? []];
        return words.Count > 0 && words[0].Length > 0
            ? words
            : throw new EngineException("no command specified");
    }

    private static List<string> MergeEnvironment(
        IReadOnlyList<string> image, IReadOnlyList<string> own)
    {
        List<string> merged = [];
        foreach (string entry in image)
        {
            if (!Names(own, NameOf(entry)))
            {
                merged.Add(entry);
            }
        }
        if (!Names(image, "PATH") && !Names(own, "PATH"))
        {
            merged.Insert(0, DefaultPath);
        }
        foreach (string entry in own)
        {
            // The last of several settings wins; a name without "=" only removes the image's.
            merged.RemoveAll(other => NameOf(other).SequenceEqual(NameOf(entry)));
            if (entry.Contains('=', StringComparison.Ordinal))
            {
                merged.Add(entry);
            }
        }
        return merged;
    }

    private static bool Names(IReadOnlyList<string> entries, ReadOnlySpan<char> name)
    {
        foreach (string entry in entries)
        {
            if (NameOf(entry).SequenceEqual(name))
            {
                return true;
            }
        }
        return false;
    }

    private static ReadOnlySpan<char> NameOf(string entry)
    {
        int equals = entry.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? entry : entry.AsSpan(0, equals);
    }

    private static Dictionary<string, string> MergeLabels(
        IReadOnlyDictionary<string, string>? image, IReadOnlyDictionary<string, string> own)
    {
        Dictionary<string, string> merged = image is null ? [] : new(image);
        foreach ((string key, string value) in own)
        {
            merged[key] = value;
        }
        return merged;
    }

    private static Dictionary<string, EmptyObject>? MergeSet(
        IReadOnlyList<string>? image, IReadOnlyDictionary<string, EmptyObject>? own)
    {
        if (image is null or { Count: 0 } && own is null or { Count: 0 })
        {
            return null;
        }
        Dictionary<string, EmptyObject> merged = own is null ? [] : new(own);
        foreach (string member in image ?? [])
        {
            merged[member] = new EmptyObject();
        }
        return merged;
    }
}
