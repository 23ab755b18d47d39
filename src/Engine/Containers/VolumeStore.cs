using MiniDocker.Linux;

namespace MiniDocker.Engine.Containers;

/// <summary>ROOT/volumes: local volumes, each a directory with the files in <c>_data</c>.
/// </summary>
public sealed class VolumeStore(EngineRoot root)
{
    private const string DataName = "_data";

    /// <summary>Checks a volume's name.</summary>
    /// <exception cref="EngineException">It is not one.</exception>
    public static void CheckName(string name)
    {
        bool valid = name.Length is > 1 and <= EngineLimits.NameLengthMax
            && char.IsAsciiLetterOrDigit(name[0]);
        foreach (char c in name)
        {
            valid &= char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-';
        }
        if (!valid)
        {
            throw new EngineException(
                $"create {name}: \"{name}\" includes invalid characters for a local volume "
                + "name, only \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. If you intended to "
                + "pass a host directory, use absolute path");
        }
    }

    /// <summary>The files of a volume.</summary>
    public string DataPath(string name) => Path.Combine(root.Volumes, name, DataName);

    /// <summary>Makes a volume unless it is there.</summary>
    /// <returns>True if it is new.</returns>
    public bool Ensure(string name)
    {
        string path = DataPath(name);
        if (Directory.Exists(path))
        {
            return false;
        }
        Directory.CreateDirectory(path);
        return true;
    }

    /// <summary>Removes a volume; does nothing when it is gone.</summary>
    public void Remove(string name) =>
        PathAt.RemoveTree(Path.Combine(root.Volumes, name));
}
