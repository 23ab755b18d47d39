using MiniDocker.Oci;
using MiniDocker.Storage.Layers;
using MiniDocker.Storage.Layers.Erofs;
using MiniDocker.TestKit;

namespace MiniDocker.Integration.Layers;

/// <summary>A private layer store in one of the forms, and a listing of what it stacks.</summary>
internal sealed class LayerForms : IDisposable
{
    // type mode uid gid mtime size path -> target, as find prints them.
    private const string Format = "%y %m %U %G %T@ %P -> %l\\n";

    private readonly TemporaryDirectory _temp = new();

    internal LayerForms(string form)
    {
        Needs.Root();
        Store = new LayerStore(_temp["layers"], Of(form));
    }

    internal LayerStore Store { get; }

    internal string Path => _temp.Path;

    internal static ISnapshotter Of(string form) => form switch
    {
        "unpacked" => new OverlaySnapshotter(),
        "erofs" => new ErofsSnapshotter(),
        _ => throw new ArgumentException(form),
    };

    internal ChainId Apply(params byte[][] tars)
    {
        LayerSource[] sources = [.. tars.Select(tar =>
            new LayerSource(TarBuilder.DiffIdOf(tar), () => new MemoryStream(tar), tar.Length))];
        return Store.ApplyAll(default, sources, CancellationToken.None);
    }

    /// <summary>All names of a merged stack with their attributes, sorted.</summary>
    internal string List(ChainId chain) => InMerged(chain, ListDirectory);

    internal string Names(ChainId chain) => InMerged(
        chain, directory => Find(directory, "%y %P\\n"));

    internal static string ListDirectory(string directory) => Find(directory, Format);

    internal string Read(ChainId chain, string path) => InMerged(
        chain, directory => Run(directory, "cat", path));

    internal string Xattrs(ChainId chain, string path) => InMerged(chain, directory =>
        Run(directory, "getfattr", "-h", "-d", "-m", "-", "-e", "hex", path));

    internal IEnumerable<string> LeftBehind() =>
        Directory.EnumerateFileSystemEntries(System.IO.Path.Combine(Store.Path, ".staging"));

    public void Dispose() => _temp.Dispose();

    private static string Find(string directory, string format)
    {
        string[] lines = Run(directory, "find", ".", "-mindepth", "1", "-printf", format)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Array.Sort(lines, StringComparer.Ordinal);
        return string.Join('\n', lines);
    }

    private static string Run(string directory, string program, params string[] arguments) =>
        Command.Run(new CommandOptions { Directory = directory }, program, arguments)
            .MustSucceed().Output;

    // A child inherits no close-on-exec handle, so it enters through this process's table.
    internal string InMerged(ChainId chain, Func<string, string> run)
    {
        using MergedTree tree = Store.OpenMerged(chain);
        return run($"/proc/{Environment.ProcessId}/fd/{tree.Root.DangerousGetHandle()}/");
    }
}
