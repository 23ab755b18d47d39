using MiniDocker.TestKit;

namespace MiniDocker.Vm;

/// <summary>
/// The guest's first file system: busybox, our runtime with its libraries, promises.
/// </summary>
internal static class Initramfs
{
    internal static void Write(string path, IReadOnlyList<string> modules)
    {
        using TemporaryDirectory tree = new();
        Copy(Needs.Program("busybox", "busybox-static"), tree["bin/busybox"]);
        string runtime = Repository.Executable("minirun");
        Copy(runtime, tree["minidocker/minirun"]);
        foreach (string library in Libraries(runtime))
        {
            Copy(library, tree[library.TrimStart('/')]);
        }

        foreach (string module in modules)
        {
            Copy(module, tree[$"modules/{Path.GetFileName(module)}"]);
        }

        string guest = Path.Combine(Repository.Root, "tests/Vm/guest");
        Copy(Path.Combine(guest, "init"), tree["guest/init"]);
        // switch_root of busybox leaves only a root that has an /init.
        Copy(Path.Combine(guest, "init"), tree["init"]);
        Copy(Path.Combine(guest, "promises.sh"), tree["guest/promises.sh"]);
        File.CreateSymbolicLink(tree["bin/sh"], "busybox");
        Command.Run("sh", "-c",
            $"cd {tree.Path} && find . | cpio -o -H newc --quiet > {path}").MustSucceed();
    }

    // What the dynamic linker will ask for, by its own word.
    private static IEnumerable<string> Libraries(string program) =>
        from line in Command.Run("ldd", program).MustSucceed().Output.Split('\n')
        let file = line.Split(' ', '\t').FirstOrDefault(word => word.StartsWith('/'))
        where file is not null
        select file;

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to);
        File.SetUnixFileMode(to, File.GetUnixFileMode(from) | UnixFileMode.UserExecute);
    }
}
