using MiniDocker.CommandLine;
using MiniDocker.Engine;
using MiniDocker.ImageBuilder;
using MiniDocker.Oci;
using MiniDocker.Storage.Images;

namespace MiniDocker.Cli.Commands.Images;

/// <summary><c>import</c>: an image of one layer from the tar of a root filesystem.</summary>
internal sealed class ImportCommand : Command
{
    private const string Stdin = "-";

    private readonly Session _session;
    private readonly ListOption _changes;
    private readonly ValueOption<string?> _message, _platform;

    internal ImportCommand(Session session)
    {
        _session = session;
        _changes = Options.List("change", 'c', "Apply Dockerfile instruction to the created image");
        _message = Options.Text("message", 'm', "Set commit message for imported image");
        _platform = Options.Text("platform", "Set platform of the imported image");
    }

    public override string Summary =>
        "Import the contents from a tarball to create a filesystem image";

    public override string Usage => "[OPTIONS] file|URL|- [REPOSITORY[:TAG]]";

    public override Arity Arity => Arity.Between(1, 2);

    protected override int Run(IReadOnlyList<string> arguments)
    {
        ImageReference? name =
            arguments.Count == 2 ? ImageReference.Parse(arguments[1]) : null;
        Platform platform =
            _platform.Value is { } text ? Platform.Parse(text) : Platform.Host;
        var origin = new ImageConfig
        {
            Created = Rfc3339.Format(DateTimeOffset.UtcNow),
            Architecture = platform.Architecture,
            Variant = platform.Variant,
            OS = platform.OS,
            Comment = _message.Value ?? $"Imported from {arguments[0]}",
            Config = ConfigChanges.Apply(new ContainerDefaults(), _changes.Values),
        };
        using var interruption = new Interruption();
        using Stream source = Open(arguments[0]);
        Image image = new ImageImporter(_session.Storage).Import(
            source, name, origin, interruption.Token);
        Console.Out.WriteLine(image.Id);
        return 0;
    }

    private static Stream Open(string source)
    {
        if (source == Stdin)
            return Console.OpenStandardInput();
        if (source.StartsWith("http://", StringComparison.Ordinal)
            || source.StartsWith("https://", StringComparison.Ordinal))
            return OpenUrl(source);
        return File.Exists(source)
            ? File.OpenRead(source)
            : throw new EngineException($"open {source}: no such file or directory", 1);
    }

    private static Stream OpenUrl(string url)
    {
        try
        {
            // The stream keeps the connection; the process ends with the command.
            return new HttpClient().GetStreamAsync(new Uri(url)).GetAwaiter().GetResult();
        }
        catch (HttpRequestException e)
        {
            throw new EngineException($"download {url}: {e.Message}", 1);
        }
    }
}
