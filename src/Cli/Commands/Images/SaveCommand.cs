using MiniDocker.CommandLine;
using MiniDocker.Engine;
using MiniDocker.Oci;
using MiniDocker.Storage.Images;

namespace MiniDocker.Cli.Commands.Images;

/// <summary><c>save</c>: images as an archive that Docker, podman and skopeo read.</summary>
internal sealed class SaveCommand : Command
{
    private readonly Session _session;
    private readonly ValueOption<string?> _output, _platform;

    internal SaveCommand(Session session)
    {
        _session = session;
        _output = Options.Text("output", 'o', "Write to a file, instead of stdout");
        _platform = Options.Text("platform", "Save only this platform of the images");
    }

    public override string Summary =>
        "Save one or more images to a tar archive (streamed to STDOUT by default)";

    public override string Usage => "[OPTIONS] IMAGE [IMAGE...]";

    public override Arity Arity => Arity.AtLeast(1);

    protected override int Run(IReadOnlyList<string> arguments)
    {
        if (_output.Value is null && !Console.IsOutputRedirected)
            throw new EngineException("cowardly refusing to save to a terminal. Use the -o flag "
                + "or redirect", 1);
        Platform? platform = _platform.Value is { } text ? Platform.Parse(text) : null;
        using var interruption = new Interruption();
        var saver = new ImageSaver(_session.Storage);
        if (_output.Value is { } path)
        {
            SaveTo(path, file => saver.Save(arguments, file, platform, interruption.Token));
            return 0;
        }
        using Stream stdout = Console.OpenStandardOutput();
        using var buffered = new BufferedStream(stdout, 1 << 20);
        saver.Save(arguments, buffered, platform, interruption.Token);
        return 0;
    }

    // The file has its name only when it is whole; a device would be replaced by it.
    private static void SaveTo(string path, Action<Stream> write)
    {
        if (path.StartsWith("/dev/", StringComparison.Ordinal))
            throw new EngineException(
                $"failed to save image: invalid output path: {path} must be a regular file", 1);
        string partial = $"{path}.{Environment.ProcessId}.partial";
        try
        {
            using (var file = new FileStream(
                partial, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 20))
                write(file);
            File.Move(partial, path, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }
}
