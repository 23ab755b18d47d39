using System.Text.Json.Nodes;
using MiniDocker.CommandLine.Templates;

namespace MiniDocker.CommandLine.Tests;

/// <summary>Go templates as people type them after <c>--format</c>.</summary>
public sealed class TemplateTests
{
    private const string Document = """
        {
          "Name": "/web", "State": { "Pid": 42, "Running": true, "Health": null },
          "Cmd": ["sh", "-c", "a b"], "Labels": { "b": "2", "a": "1" }, "Empty": [],
          "Size": 9007199254740993, "Mounts": [ { "Source": "/x" }, { "Source": "/y" } ]
        }
        """;

    [Theory]
    [InlineData("{{.Name}}", "/web")]
    [InlineData("pid={{.State.Pid}} up={{ .State.Running }}", "pid=42 up=true")]
    [InlineData("{{json .Cmd}}", "[\"sh\",\"-c\",\"a b\"]")]
    [InlineData("{{.Cmd}} {{.Labels}}", "[sh -c a b] map[a:1 b:2]")]
    [InlineData("{{.Size}}", "9007199254740993")]
    [InlineData("{{.State.Health}}", "<no value>")]
    [InlineData("{{join .Cmd \",\"}}", "sh,-c,a b")]
    [InlineData("{{upper .Name}} {{.Name | title | lower}}", "/WEB /web")]
    [InlineData("{{index .Cmd 1}} {{index .Labels \"b\"}}", "-c 2")]
    [InlineData("{{index (split .Name \"/\") 1}}", "web")]
    [InlineData("{{len .Cmd}}{{len .Name}}", "34")]
    [InlineData("{{range .Mounts}}{{.Source}};{{end}}", "/x;/y;")]
    [InlineData("{{range $i, $m := .Mounts}}{{$i}}{{$m.Source}}{{end}}", "0/x1/y")]
    [InlineData("{{range .Empty}}x{{else}}none{{end}}", "none")]
    [InlineData("{{range $k, $v := .Labels}}{{$k}}={{$v}} {{end}}", "a=1 b=2 ")]
    [InlineData("{{if .State.Running}}up{{else}}down{{end}}", "up")]
    [InlineData("{{if eq .State.Pid 1 42}}y{{end}}", "y")]
    [InlineData("{{if and .Empty .Cmd}}a{{else if .Cmd}}b{{else}}c{{end}}", "b")]
    [InlineData("{{with .State}}{{.Pid}}{{end}}", "42")]
    [InlineData("a {{- .State.Pid -}} b", "a42b")]
    [InlineData("{{println .Name}}", "/web\n")]
    [InlineData("{{printf \"%-6s|%d%%\" .Name .State.Pid}}", "/web  |42%")]
    [InlineData("{{/* a comment */}}{{`}}`}}", "}}")]
    [InlineData("{{$n := .Name}}{{$n}}{{$.State.Pid}}", "/web42")]
    public void Apply_prints_as_Go_does(string template, string expected) =>
        Assert.Equal(expected, Template.Parse(template).Apply(JsonNode.Parse(Document)));

    [Theory]
    [InlineData("{{.Foo", "unclosed action")]
    [InlineData("{{foo .Name}}", "function \"foo\" not defined")]
    [InlineData("{{if .Name}}x", "unexpected end of template in {{if}}")]
    [InlineData("{{end}}", "unexpected {{end}}")]
    public void Parse_of_a_broken_template_says_why(string template, string reason)
    {
        TemplateException e = Assert.Throws<TemplateException>(() => Template.Parse(template));

        Assert.Equal($"failed to parse template: template: :1: {reason}", e.Message);
    }

    [Fact]
    public void Apply_unknown_field_names_it()
    {
        TemplateException e = Assert.Throws<TemplateException>(
            () => Template.Parse("{{.State.Nope}}").Apply(JsonNode.Parse(Document)));

        Assert.Equal("template: :1: can't evaluate field Nope", e.Message);
    }

    [Fact]
    public void Parse_refuses_endless_nesting() => Assert.Throws<TemplateException>(
        () => Template.Parse(string.Concat(Enumerable.Repeat("{{if .A}}", 10_000))));
}
