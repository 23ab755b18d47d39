using System.Text;
using System.Text.Json.Nodes;

namespace MiniDocker.CommandLine.Templates;

/// <summary>Walks the nodes of a template with a current value, the dot.</summary>
internal sealed class TemplateEvaluator(JsonNode? whole)
{
    private readonly StringBuilder _output = new();
    private readonly Dictionary<string, object?> _variables = new() { ["$"] = whole };

    internal string Output => _output.ToString();

    internal void Print(IReadOnlyList<TemplateNode> nodes, object? dot)
    {
        foreach (TemplateNode node in nodes)
        {
            switch (node)
            {
                case TextNode text:
                    _output.Append(text.Text);
                    break;
                case PrintNode { Variable: { } name } assign:
                    _variables[name] = Evaluate(assign.Pipeline, dot);
                    break;
                case PrintNode print:
                    _output.Append(GoValue.Print(Evaluate(print.Pipeline, dot)));
                    break;
                case IfNode branch:
                    PrintBranch(branch, dot);
                    break;
                case RangeNode range:
                    PrintRange(range, dot);
                    break;
            }
        }
    }

    private void PrintBranch(IfNode branch, object? dot)
    {
        object? condition = Evaluate(branch.Condition, dot);
        bool holds = GoValue.IsTrue(condition);
        Print(holds ? branch.Then : branch.Else, holds && branch.MovesDot ? condition : dot);
    }

    private void PrintRange(RangeNode range, object? dot)
    {
        bool any = false;
        foreach ((object key, object? value) in GoValue.Items(Evaluate(range.Over, dot)))
        {
            any = true;
            if (range.Key is not null)
            {
                _variables[range.Key] = key;
            }
            if (range.Value is not null)
            {
                _variables[range.Value] = value;
            }
            Print(range.Body, value);
        }
        if (!any)
        {
            Print(range.Else, dot);
        }
    }

    private object? Evaluate(Pipeline pipeline, object? dot)
    {
        object? result = null;
        for (int i = 0; i < pipeline.Calls.Count; i++)
        {
            Call call = pipeline.Calls[i];
            List<object?> arguments = [];
            foreach (Operand operand in call.Arguments)
            {
                arguments.Add(Evaluate(operand, dot));
            }
            if (i > 0)
            {
                arguments.Add(result);
            }
            result = call.Function is { } function
                ? TemplateFunctions.Call(function, arguments)
                : arguments.Count == 1
                    ? arguments[0]
                    : throw new TemplateException("can't give argument to non-function");
        }
        return result;
    }

    private object? Evaluate(Operand operand, object? dot) => operand switch
    {
        ConstantOperand constant => constant.Value,
        NestedOperand nested => Evaluate(nested.Pipeline, dot),
        VariableOperand variable => _variables.TryGetValue(variable.Name, out object? value)
            ? value
            : throw new TemplateException($"undefined variable \"{variable.Name}\""),
        FieldOperand field =>
            Fields(field.Of is null ? dot : Evaluate(field.Of, dot), field.Names),
        _ => null,
    };

    private static object? Fields(object? value, IReadOnlyList<string> names)
    {
        foreach (string name in names)
        {
            if (value is null)
            {
                return null; // as a nil map or pointer in Go: <no value>
            }
            value = value is JsonObject map && map.TryGetPropertyValue(name, out JsonNode? member)
                ? member
                : throw new TemplateException($"can't evaluate field {name}");
        }
        return value;
    }
}
