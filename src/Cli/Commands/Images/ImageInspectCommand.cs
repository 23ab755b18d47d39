using System.Text.Json.Nodes;
using MiniDocker.CommandLine;
using MiniDocker.CommandLine.Templates;
using MiniDocker.Engine.Images;
using MiniDocker.Oci;
using MiniDocker.Storage.Images;

namespace MiniDocker.Cli.Commands.Images;

/// <summary><c>image inspect</c>: all that is known of images.</summary>
internal sealed class ImageInspectCommand : Command
{
    private readonly Session _session;
    private readonly ValueOption<string?> _format, _platform;

    internal ImageInspectCommand(Session session)
    {
        _session = session;
        _format = Options.Text("format", 'f', "Format output: json, or a Go template");
        _platform = Options.Text("platform", "Inspect this platform of the image");
    }

    public override string Summary => "Display detailed information on one or more images";

    public override string Usage => "[OPTIONS] IMAGE [IMAGE...]";

    public override Arity Arity => Arity.AtLeast(1);

    protected override int Run(IReadOnlyList<string> arguments)
    {
        Platform? platform = _platform.Value is { } text ? Platform.Parse(text) : null;
        Template? template = _format.Value is { } format and not "json"
            ? Template.Parse(format) : null;
        var found = new JsonArray();
        int code = 0;
        foreach (string name in arguments)
        {
            try
            {
                Image image = _session.Storage.Images.Resolve(name, platform);
                JsonObject inspected = ImageInspection.Of(_session.Storage, image);
                if (template is null)
                    found.Add((JsonNode)inspected);
                else
                    Console.Out.WriteLine(template.Apply(inspected));
            }
            catch (Exception e) when (e is ImageNotFoundException or ImageException)
            {
                Console.Error.WriteLine($"Error: {e.Message}");
                code = 1;
            }
        }
        if (template is null)
            Console.Out.WriteLine(GoValue.Json(found, indented: _format.Value is null));
        return code;
    }
}
