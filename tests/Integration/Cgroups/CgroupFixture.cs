using System.Diagnostics;
using MiniDocker.Linux;
using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Cgroups;
using MiniDocker.TestKit;

namespace MiniDocker.Integration.Cgroups;

/// <summary>
/// A cgroup of the real kernel, made as the launch plan makes it, and processes in it. Gone when
/// disposed.
/// </summary>
internal sealed class CgroupFixture : IDisposable
{
    private readonly List<Process> _processes = [];
    private readonly string _parent =
        $"/minidocker-test-{Environment.ProcessId}-{Guid.NewGuid():N}";

    internal CgroupFixture(CgroupHost host, ResourcesSpec? resources = null)
    {
        Host = host;
        Cgroup = Cgroup.Plan(host, _parent + "/c1", "c1");
        CgroupProgram program = Cgroup.Compile(resources);
        foreach (string directory in program.Directories)
            Directory.CreateDirectory(directory);
        foreach (CgroupWrite write in program.Writes)
        {
            Errno errno = KernelFile.TryWrite(write.Path, write.Value);
            Assert.True(errno == Errno.None || write.IsOptional, $"{write}: {errno}");
        }

        Program = program;
    }

    internal CgroupHost Host { get; }
    internal Cgroup Cgroup { get; }
    internal CgroupProgram Program { get; }

    /// <summary>Starts a shell command inside.</summary>
    internal Process Start(string command)
    {
        string join = "";
        foreach (string directory in Cgroup.Directories)
            join += $"echo 0 > {directory}/cgroup.procs; ";
        Process process = Command.Start(
            new CommandOptions(), "sh", "-c", join + "echo ready; exec " + command);
        _processes.Add(process);
        Assert.Equal("ready", process.StandardOutput.ReadLine());
        return process;
    }

    internal string Read(string controller, string file)
    {
        foreach (CgroupHierarchy hierarchy in Host.Hierarchies)
        {
            if (hierarchy.Has(controller) || (controller.Length == 0 && hierarchy.IsUnified))
            {
                return KernelFile.Read(
                    $"{hierarchy.MountPoint}{_parent}/c1/{file}").Trim();
            }
        }

        throw new InvalidOperationException($"no {controller}");
    }

    public void Dispose()
    {
        Cgroup.Kill(9);
        foreach (Process process in _processes)
        {
            process.WaitForExit();
            process.Dispose();
        }

        Cgroup.Remove();
        foreach (CgroupHierarchy hierarchy in Host.Hierarchies)
            KernelFile.TryRemoveDirectory(hierarchy.MountPoint + _parent);
    }
}
