using System.Text.Json;
using MiniDocker.TestKit;

namespace MiniDocker.Integration.Build;

/// <summary>A root and a context of its own, with a busybox base image in it.</summary>
internal sealed class BuildArea : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly string _minidocker;

    internal BuildArea()
    {
        Needs.Root();
        string busybox = Needs.Program("busybox", "busybox-static");
        _minidocker = Repository.Executable("minidocker");
        Repository.Executable("minirun");
        Directory.CreateDirectory(Context);
        File.Copy(busybox, Path.Combine(Context, "busybox"));
    }

    internal string Root => _directory["root"];

    internal string Context => _directory["context"];

    /// <summary>The instructions that make a base out of the context's busybox.</summary>
    internal static string Base =>
        """
        FROM scratch AS base
        COPY busybox /bin/busybox
        RUN ["/bin/busybox", "--install", "-s", "/bin"]

        """;

    internal string this[string name] => _directory[name];

    internal void Write(string name, string text)
    {
        string path = Path.Combine(Context, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    internal CommandResult Build(string dockerfile, params string[] arguments)
    {
        Write("Dockerfile", dockerfile);
        return Run(["build", "--progress", "plain", .. arguments, Context]);
    }

    internal CommandResult Run(params string[] arguments) =>
        Command.Run(_minidocker, ["--root", Root, .. arguments]);

    /// <summary>Starts a build without waiting for it; the caller owns the process.</summary>
    internal System.Diagnostics.Process Start(string dockerfile)
    {
        Write("Dockerfile", dockerfile);
        return Command.Start(
            new CommandOptions(), _minidocker, "--root", Root, "build", Context);
    }

    /// <summary>The config of an image, read from the content store by skopeo.</summary>
    internal JsonElement Config(string tag)
    {
        CommandResult result = Command.Run(
            Needs.Program("skopeo", "skopeo"),
            "inspect", "--config", $"oci:{Root}/content:docker.io/library/{tag}").MustSucceed();
        return JsonDocument.Parse(result.Output).RootElement;
    }

    /// <summary>
    /// Every file of an image as umoci unpacks it: type, mode, owner, size, link target.
    /// </summary>
    internal string Files(string layout, string tag)
    {
        string bundle = _directory[$"bundle-{Guid.NewGuid():N}"];
        string plain = _directory[$"layout-{Guid.NewGuid():N}"];
        Command.Run(Needs.Program("skopeo", "skopeo"),
            "copy", "-q", $"oci:{layout}:{tag}", $"oci:{plain}:image").MustSucceed();
        Command.Run(Needs.Program("umoci", "umoci"),
            "unpack", "--image", $"{plain}:image", bundle).MustSucceed();
        CommandResult list = Command.Run(new CommandOptions { Directory = $"{bundle}/rootfs" },
            "find", ".", "-mindepth", "1", "-printf", "%p %y %m %U:%G %l\\n").MustSucceed();
        IEnumerable<string> lines = list.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Order(StringComparer.Ordinal);
        return string.Join('\n', lines);
    }

    /// <summary>What running or failed builds must not leave.</summary>
    internal void AssertNothingIsLeft()
    {
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(Root, "buildcache/work")));
        Assert.DoesNotContain(Root, File.ReadAllText("/proc/self/mountinfo"));
    }

    public void Dispose() => _directory.Dispose();
}
