using MiniDocker.Runtime.Cgroups;
using MiniDocker.TestKit;

namespace MiniDocker.Runtime.Tests.Cgroups;

/// <summary>Directories of plain files that stand for mounted hierarchies.</summary>
internal sealed class FakeHierarchies : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    internal CgroupHost V2 => new([new([], Root, "/own/leaf", true)]);

    internal CgroupHost V1 => new([
        new(["cpu", "cpuacct"], Root + "/cpu,cpuacct", "/own", false),
        new(["cpuset"], Root + "/cpuset", "/", false),
        new(["memory"], Root + "/memory", "/own", false),
        new(["devices"], Root + "/devices", "/", false),
        new(["pids"], Root + "/pids", "/", false),
        new(["blkio"], Root + "/blkio", "/", false),
    ]);

    internal string Root => _directory.Path;

    public void Dispose() => _directory.Dispose();

    internal void Write(string file, string text)
    {
        string path = Root + "/" + file;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    internal string Read(string file) => File.ReadAllText(Root + "/" + file);

    /// <summary>"file=value" below the root, in the order of the writes.</summary>
    internal List<string> Text(CgroupProgram program)
    {
        List<string> lines = [];
        foreach (CgroupWrite write in program.Writes)
            lines.Add($"{write.Path[(Root.Length + 1)..]}={write.Value}");
        return lines;
    }
}
