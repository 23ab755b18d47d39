namespace MiniDocker.Engine.Containers;

/// <summary>From the mounts that were asked for, and the image's volumes, to the mounts that a
/// container has: sources exist, volumes are there, nothing is mounted twice.</summary>
internal sealed class MountResolver(VolumeStore volumes)
{
    private readonly List<MountPoint> _points = [];

    /// <summary>Volumes that this call made, to be filled from the image.</summary>
    internal List<MountPoint> NewVolumes { get; } = [];

    /// <summary>Resolves all mounts; parents come before what is mounted below them.</summary>
    /// <exception cref="EngineException">A source that does not exist, a target twice.
    /// </exception>
    internal IReadOnlyList<MountPoint> Resolve(
        IReadOnlyList<MountRequest> requests,
        IReadOnlyDictionary<string, EmptyObject>? imageVolumes)
    {
        foreach (MountRequest request in requests)
        {
            if (IsTaken(request.Target))
            {
                throw new EngineException($"Duplicate mount point: {request.Target}");
            }
            _points.Add(request.Type switch
            {
                "bind" => Bind(request),
                "tmpfs" => Tmpfs(request),
                _ => Volume(request),
            });
        }
        foreach (string target in imageVolumes?.Keys ?? [])
        {
            if (!IsTaken(target))
            {
                _points.Add(Volume(new MountRequest { Type = "volume", Target = target }));
            }
        }
        _points.Sort(static (a, b) => Depth(a.Destination).CompareTo(Depth(b.Destination)));
        return _points;
    }

    /// <summary>Removes the volumes that this call made: its container will not exist.</summary>
    internal void Undo()
    {
        foreach (MountPoint point in NewVolumes)
        {
            volumes.Remove(point.Name!);
        }
    }

    private bool IsTaken(string target)
    {
        foreach (MountPoint point in _points)
        {
            if (point.Destination == target)
            {
                return true;
            }
        }
        return false;
    }

    private static MountPoint Bind(MountRequest request)
    {
        if (!Path.Exists(request.Source))
        {
            if (!request.MakesSource)
            {
                throw new EngineException("invalid mount config for type \"bind\": "
                    + $"bind source path does not exist: {request.Source}");
            }
            Directory.CreateDirectory(request.Source);
        }
        return new MountPoint
        {
            Type = "bind",
            Source = request.Source,
            Destination = request.Target,
            Mode = request.Options,
            RW = !request.IsReadOnly,
            Propagation = request.Propagation,
        };
    }

    private static MountPoint Tmpfs(MountRequest request) => new()
    {
        Type = "tmpfs",
        Destination = request.Target,
        Mode = request.Options,
        RW = !request.IsReadOnly,
    };

    private MountPoint Volume(MountRequest request)
    {
        bool isAnonymous = request.Source.Length == 0;
        string name = isAnonymous ? ContainerId.New() : request.Source;
        bool isNew = volumes.Ensure(name);
        MountPoint point = new()
        {
            Type = "volume",
            Name = name,
            Source = volumes.DataPath(name),
            Destination = request.Target,
            Driver = "local",
            Mode = request.Options,
            RW = !request.IsReadOnly,
            IsAnonymous = isAnonymous,
        };
        if (isNew && !request.NoCopy)
        {
            NewVolumes.Add(point);
        }
        return point;
    }

    private static int Depth(string path) => path.AsSpan().Count('/');
}
