using System.Text.Json.Nodes;

namespace MiniDocker.CommandLine.Templates;

/// <summary>
/// The part of Go's text/template that <c>--format</c> is used with: fields, pipelines, if,
/// with, range, variables, and Docker's functions, over a JSON value.
/// </summary>
public sealed class Template
{
    private readonly IReadOnlyList<TemplateNode> _nodes;

    private Template(IReadOnlyList<TemplateNode> nodes) => _nodes = nodes;

    /// <summary>Reads a template.</summary>
    /// <exception cref="TemplateException">It is not one.</exception>
    public static Template Parse(string source)
    {
        try
        {
            return new Template(new TemplateParser(source).Parse());
        }
        catch (TemplateException e)
        {
            throw new TemplateException($"failed to parse template: template: :1: {e.Message}");
        }
    }

    /// <summary>Prints a value by the template.</summary>
    /// <exception cref="TemplateException">A field that the value does not have, or a function
    /// with the wrong arguments.</exception>
    public string Apply(JsonNode? value)
    {
        try
        {
            var evaluator = new TemplateEvaluator(value);
            evaluator.Print(_nodes, value);
            return evaluator.Output;
        }
        catch (TemplateException e)
        {
            throw new TemplateException($"template: :1: {e.Message}");
        }
    }
}
