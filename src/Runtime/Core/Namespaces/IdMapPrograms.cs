using MiniDocker.Linux;
using MiniDocker.Oci.Spec;

namespace MiniDocker.Runtime.Namespaces;

/// <summary>
/// Maps more ids than a user without privilege may: by newuidmap and newgidmap, which check
/// /etc/subuid and /etc/subgid. man 1 newuidmap.
/// </summary>
internal static class IdMapPrograms
{
    private static readonly string[] Directories =
        ["/usr/bin", "/bin", "/usr/sbin", "/usr/local/bin"];

    internal static void Run(int pid, LinuxSpec linux)
    {
        Run("newuidmap", pid, linux.UidMappings);
        Run("newgidmap", pid, linux.GidMappings);
    }

    private static void Run(string name, int pid, IReadOnlyList<IdMappingSpec> mappings)
    {
        List<string> arguments = [name, $"{pid}"];
        foreach (IdMappingSpec mapping in mappings)
            arguments.AddRange(
                [$"{mapping.ContainerId}", $"{mapping.HostId}", $"{mapping.Size}"]);
        using var input = Descriptors.Own(0);
        using var output = Descriptors.Own(1);
        using var error = Descriptors.Own(2);
        int child = Spawn.PosixSpawn(new SpawnRequest
        {
            Path = Find(name),
            Arguments = arguments,
            Descriptors = [input, output, error],
        });
        if (Children.Wait(child) is not { Code: 0, Signal: 0 })
            throw new LaunchException(
                $"{name} refused the id mapping of the container; see /etc/subuid and "
                + "/etc/subgid, or run it as root", Errno.EPERM, isExecution: false);
    }

    private static string Find(string name)
    {
        foreach (string directory in Directories)
        {
            string path = $"{directory}/{name}";
            if (File.Exists(path))
                return path;
        }
        throw new LaunchException(
            $"{name} is not installed, and without root it takes it to map more than one id; "
            + "install the package uidmap", Errno.ENOENT, isExecution: false);
    }
}
