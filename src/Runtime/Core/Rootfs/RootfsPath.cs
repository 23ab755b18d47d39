using MiniDocker.Runtime.Plans;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Rootfs;

/// <summary>
/// Opens places inside the root file system. Every lookup starts at the root's handle and the
/// kernel keeps it inside (RESOLVE_IN_ROOT), so a symbolic link in an image leads nowhere else.
/// </summary>
internal static unsafe class RootfsPath
{
    internal const uint DirectoryMode = 0x1ED;
    internal const uint FileMode = 0x1A4;

    /// <summary>Opens a path as a handle; the step can be told to tolerate errors.</summary>
    internal static StepHandle Open(
        LaunchContext c, string path, ulong flags, ulong resolve = RESOLVE_IN_ROOT, uint mode = 0)
    {
        var how = new OpenHow(flags | O_CLOEXEC, mode, resolve);
        return c.Builder.Call(Syscall.openat2, c.Rootfs, c.Builder.Text(Relative(path)),
            c.Builder.Value(how), sizeof(OpenHow)).With(StepFlags.RetryAgain);
    }

    /// <summary>Opens a directory, and makes what of the path is missing.</summary>
    internal static Slot OpenDirectory(
        LaunchContext c, string path, string name = "target", ulong resolve = RESOLVE_IN_ROOT)
    {
        StepHandle open = Open(c, path, O_PATH | O_DIRECTORY, resolve).Tolerate(ENOENT);
        Slot target = open.Into(name);
        string[] parts = Parts(path);
        if (parts.Length > 0)
            MakeDirectories(c, parts, parts.Length, target, resolve);
        c.Builder.LandSuccess(open);
        return target;
    }

    /// <summary>
    /// Opens the place for a bind mount; what is missing becomes a directory or an empty file,
    /// whichever the source is.
    /// </summary>
    internal static Slot OpenLike(LaunchContext c, string path, Slot source)
    {
        StepHandle open = Open(c, path, O_PATH).Tolerate(ENOENT);
        Slot target = open.Into("target");
        string[] parts = Parts(path);
        if (parts.Length > 0)
        {
            Slot parent = parts.Length == 1
                ? c.Rootfs
                : MakeDirectories(c, parts, parts.Length - 1, c.Builder.NewSlot("parent"));
            StepHandle probe = c.Builder.Call(Syscall.openat, source, c.Builder.Text("."),
                O_PATH | O_DIRECTORY | O_CLOEXEC).Tolerate(ENOTDIR);
            c.Builder.Call(Syscall.mkdirat, parent, c.Builder.Text(parts[^1]), DirectoryMode)
                .Tolerate(EEXIST);
            StepHandle made = c.Builder.Jump();
            c.Builder.LandTolerated(probe);
            CreateFile(c, path);
            c.Builder.LandSuccess(made);
            Open(c, path, O_PATH).Into(target);
        }
        c.Builder.LandSuccess(open);
        return target;
    }

    /// <summary>Opens the place for a file that is bound, and makes it if it is missing.</summary>
    internal static Slot OpenFile(LaunchContext c, string path)
    {
        StepHandle open = Open(c, path, O_PATH).Tolerate(ENOENT);
        Slot target = open.Into("target");
        string[] parts = Parts(path);
        if (parts.Length > 1)
            MakeDirectories(c, parts, parts.Length - 1, c.Builder.NewSlot("parent"));
        CreateFile(c, path);
        Open(c, path, O_PATH).Into(target);
        c.Builder.LandSuccess(open);
        return target;
    }

    /// <summary>
    /// The components of an absolute or relative path, without "." and empty ones.
    /// </summary>
    internal static string[] Parts(string path)
    {
        var parts = new List<string>();
        foreach (string part in path.Split('/'))
        {
            if (part.Length > 0 && part != ".")
                parts.Add(part);
        }
        return [.. parts];
    }

    private static string Relative(string path)
    {
        string trimmed = path.Trim('/');
        return trimmed.Length == 0 ? "." : trimmed;
    }

    private static void CreateFile(LaunchContext c, string path)
    {
        Slot file = Open(c, path, O_CREAT | O_WRONLY | O_NOCTTY | O_NONBLOCK, mode: FileMode)
            .Into("file");
        c.Close(file);
    }

    private static Slot MakeDirectories(LaunchContext c, string[] parts, int count, Slot last,
        ulong resolve = RESOLVE_IN_ROOT)
    {
        Slot parent = c.Rootfs;
        for (int i = 0; i < count; i++)
        {
            c.Builder.Call(Syscall.mkdirat, parent, c.Builder.Text(parts[i]), DirectoryMode)
                .Tolerate(EEXIST);
            string so = string.Join('/', parts, 0, i + 1);
            Open(c, so, O_PATH | O_DIRECTORY, resolve).Into(last);
            parent = last;
        }
        return last;
    }
}
