using System.Text.Json.Nodes;
using MiniDocker.CommandLine.Templates;

namespace MiniDocker.CommandLine.Tables;

/// <summary>
/// What <c>ps</c>, <c>images</c> and their like print: a table by default, <c>json</c>, a
/// template per row, or <c>table</c> followed by a template.
/// </summary>
/// <param name="headers">The heading of every field a row may have.</param>
/// <param name="standard">The table's template: <c>{{.ID}}\t{{.Names}}</c>.</param>
public sealed class Listing(IReadOnlyList<(string Field, string Heading)> headers, string standard)
{
    private const string Table = "table";

    /// <summary>Prints rows.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="rows">An object per row; a field of it is what a template can name.</param>
    /// <param name="format">The value of <c>--format</c>, or null.</param>
    /// <exception cref="TemplateException">The format is not a template, or names a field that
    /// rows do not have.</exception>
    public void WriteTo(TextWriter output, IEnumerable<JsonObject> rows, string? format)
    {
        string chosen = string.IsNullOrEmpty(format) ? Table : Unescape(format);
        if (chosen == "json")
        {
            foreach (JsonObject row in rows)
            {
                output.WriteLine(GoValue.Json(row));
            }
            return;
        }
        if (chosen != Table && !chosen.StartsWith(Table + " ", StringComparison.Ordinal))
        {
            var line = Template.Parse(chosen);
            foreach (JsonObject row in rows)
            {
                output.WriteLine(line.Apply(row));
            }
            return;
        }
        var columns = Template.Parse(
            chosen == Table ? standard : chosen[Table.Length..].TrimStart());
        TableWriter table = new();
        table.AddTabbed(columns.Apply(HeaderRow()));
        foreach (JsonObject row in rows)
        {
            table.AddTabbed(columns.Apply(row));
        }
        table.WriteTo(output);
    }

    private JsonObject HeaderRow()
    {
        JsonObject row = [];
        foreach ((string field, string heading) in headers)
        {
            row[field] = heading;
        }
        return row;
    }

    // In single quotes a shell passes \t and \n on as two characters; Docker reads them.
    private static string Unescape(string format) => format
        .Replace("\\t", "\t", StringComparison.Ordinal)
        .Replace("\\n", "\n", StringComparison.Ordinal);
}
