using System.Text;
using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.Plans;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Namespaces;

/// <summary>
/// Writes the id mappings of a process in a new user namespace. man 7 user_namespaces.
/// </summary>
internal static unsafe class UserMapSteps
{
    private const int PathBytes = 64;

    /// <summary>Writes one of /proc/PID/uid_map, gid_map.</summary>
    internal static void Write(LaunchContext c, Slot pid, string file,
        IReadOnlyList<IdMappingSpec> mappings) => WriteText(c, pid, file, Lines(mappings));

    /// <summary>Writes a text to a file of /proc/PID.</summary>
    internal static void WriteText(LaunchContext c, Slot pid, string file, string text)
    {
        Slot map = OpenOf(c, pid, file, O_WRONLY, "map");
        c.Builder.Call(Syscall.write, map, c.Builder.Text(text),
            Encoding.UTF8.GetByteCount(text));
        c.Close(map);
    }

    /// <summary>Opens a file of /proc/PID, whose number is known when the step runs.</summary>
    internal static Slot OpenOf(LaunchContext c, Slot pid, string file, uint flags, string name)
    {
        byte* path = c.Builder.Arena.Take(PathBytes);
        c.Builder.Do(StepOperation.Format, path, c.Builder.Text("/proc/"), pid,
            c.Builder.Text("/" + file));
        return c.Builder.Call(Syscall.openat, AT_FDCWD, path, flags | O_CLOEXEC).Into(name);
    }

    private static string Lines(IReadOnlyList<IdMappingSpec> mappings)
    {
        var text = new StringBuilder();
        foreach (IdMappingSpec mapping in mappings)
            text.Append(mapping.ContainerId).Append(' ').Append(mapping.HostId).Append(' ')
                .Append(mapping.Size).Append('\n');
        return text.ToString();
    }
}
