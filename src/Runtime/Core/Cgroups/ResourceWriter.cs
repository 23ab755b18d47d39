using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.State;

namespace MiniDocker.Runtime.Cgroups;

/// <summary>Collects what resources become: values for the files of one container.</summary>
internal sealed class ResourceWriter(IReadOnlyList<CgroupLeaf> leaves)
{
    private readonly List<CgroupWrite> _writes = [];

    internal IReadOnlyList<CgroupWrite> Writes => _writes;

    /// <summary>Sets a file of a controller.</summary>
    /// <param name="controller">The v1 controller; "" for the v2 hierarchy.</param>
    /// <param name="file">The file's name.</param>
    /// <param name="value">Its new value; null for what the resources do not name.</param>
    /// <param name="isOptional">Whether a kernel without the file may ignore the wish.</param>
    /// <exception cref="ContainerException">The machine has no such controller.</exception>
    internal void Set(
        string controller, string file, string? value, bool isOptional = false)
    {
        if (value is null)
            return;
        foreach (CgroupLeaf leaf in leaves)
        {
            bool isIn = controller.Length == 0
                ? leaf.Hierarchy.IsUnified
                : leaf.Hierarchy.Has(controller);
            if (isIn)
            {
                _writes.Add(new CgroupWrite(leaf.File(file), value, isOptional));
                return;
            }
        }

        if (!isOptional)
        {
            throw new ContainerException(
                $"cannot set {file} to {value}: the machine has no {controller} cgroup controller");
        }
    }

    /// <summary>Sets a file for each device: "major:minor value".</summary>
    internal void SetEach(
        string controller, string file, IReadOnlyList<ThrottleDeviceSpec> devices,
        string prefix = "")
    {
        foreach (ThrottleDeviceSpec device in devices)
            Set(controller, file, $"{device.Major}:{device.Minor} {prefix}{device.Rate}");
    }

    /// <summary>The files of linux.resources.unified, which only v2 has.</summary>
    internal void SetUnified(IReadOnlyDictionary<string, string>? files)
    {
        if (files is null)
            return;
        foreach ((string file, string value) in files)
        {
            if (file.Contains('/') || !file.Contains('.') || file.StartsWith('.'))
            {
                throw new ContainerException(
                    $"linux.resources.unified: {file} is not the name of a cgroup file");
            }

            foreach (string line in value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                Set("", file, line);
        }
    }
}
