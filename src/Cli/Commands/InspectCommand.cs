using System.Text.Json.Nodes;
using MiniDocker.CommandLine;
using MiniDocker.CommandLine.Templates;
using MiniDocker.Engine;
using MiniDocker.Engine.Containers;
using MiniDocker.Engine.Images;
using MiniDocker.Storage.Images;

namespace MiniDocker.Cli.Commands;

/// <summary><c>inspect</c>: everything about containers and images, as JSON or by a template.
/// </summary>
internal sealed class InspectCommand : Command
{
    internal const string Container = "container";
    internal const string Image = "image";

    private readonly Session _session;
    private readonly ValueOption<string?> _format;
    private readonly ValueOption<string?>? _type;
    private readonly string? _fixedType;

    internal InspectCommand(Session session, string? type = null)
    {
        _session = session;
        _fixedType = type;
        _format = Options.Text("format", 'f', "Format output using a custom template:\n"
            + "'json':             Print in JSON format\n"
            + "'TEMPLATE':         Print output using the given Go template");
        Options.NotYet("size", "container sizes come later", 's', takesValue: false);
        _type = type is null
            ? Options.Text("type", "Only inspect objects of the given type")
            : null;
    }

    public override string Summary => _fixedType is null
        ? "Return low-level information on Docker objects"
        : $"Display detailed information on one or more {_fixedType}s";

    public override string Usage => _fixedType is null
        ? "[OPTIONS] NAME|ID [NAME|ID...]"
        : $"[OPTIONS] {_fixedType.ToUpperInvariant()} [{_fixedType.ToUpperInvariant()}...]";

    public override Arity Arity => Arity.AtLeast(1);

    protected override int Run(IReadOnlyList<string> arguments)
    {
        string? type = _fixedType ?? _type?.Value;
        if (type is not (null or "" or Container or Image))
        {
            throw new UsageException($"unknown type: \"{type}\"; known are container and image");
        }
        JsonArray found = [];
        int code = 0;
        foreach (string name in arguments)
        {
            try
            {
                found.Add((JsonNode)Find(name, type));
            }
            catch (Exception e) when (e is EngineException or ImageNotFoundException)
            {
                Console.Error.WriteLine($"Error: {e.Message}");
                code = 1;
            }
        }
        Print(found);
        return code;
    }

    private JsonObject Find(string name, string? type)
    {
        if (type != Image)
        {
            try
            {
                return ContainerInspection.Of(_session.Containers.Find(name));
            }
            catch (EngineException) when (type != Container)
            {
                // Then perhaps it is an image.
            }
        }
        if (type == Image || _session.Storage.Images.TryResolve(name) is not null)
        {
            return ImageInspection.Of(
                _session.Storage, _session.Storage.Images.Resolve(name));
        }
        throw new EngineException($"No such object: {name}", 1);
    }

    private void Print(JsonArray found)
    {
        string? format = _format.Value;
        if (string.IsNullOrEmpty(format))
        {
            Console.Out.WriteLine(GoValue.Json(found, indented: true));
            return;
        }
        if (format == "json")
        {
            Console.Out.WriteLine(GoValue.Json(found));
            return;
        }
        var template = Template.Parse(format);
        foreach (JsonNode? item in found)
        {
            Console.Out.WriteLine(template.Apply(item));
        }
    }
}
