using System.Text;
using MiniDocker.ImageBuilder.Dockerfile;
using MiniDocker.ImageBuilder.Instructions;

namespace MiniDocker.ImageBuilder.Tests.Dockerfile;

public sealed class InstructionTests
{
    [Fact]
    public void ParseAll_reads_a_byte_order_mark_crlf_comments_and_continuations()
    {
        byte[] bytes =
        [
            .. Encoding.UTF8.Preamble,
            .. "# comment\r\n  from  busybox\r\nRUN a \\\r\n# inside\r\n\r\n  b\r\n"u8,
        ];

        IReadOnlyList<Instruction> all = InstructionParser.ParseAll(
            DockerfileSource.FromBytes("Dockerfile", bytes));

        Assert.Equal("busybox", Assert.IsType<FromInstruction>(all[0]).Image);
        RunInstruction run = Assert.IsType<RunInstruction>(all[1]);
        Assert.Equal(["a   b"], run.Command.Words);
        Assert.Equal(new LineRange(3, 6), run.Lines);
    }

    [Fact]
    public void ParseAll_with_the_escape_directive_leaves_backslashes_alone()
    {
        RunInstruction run = Only<RunInstruction>("# escape=`\nRUN dir C:\\`\n x");

        Assert.Equal(["dir C:\\ x"], run.Command.Words);
    }

    [Fact]
    public void ParseAll_of_an_escaped_escape_at_the_line_end_does_not_continue()
    {
        IReadOnlyList<Instruction> all = Parse("RUN a\\\\\nUSER b");

        Assert.Equal(2, all.Count);
    }

    [Theory]
    [InlineData("RUN [\"a\", \"b\\u0041\"]", true, "a", "bA")]
    [InlineData("RUN [\"a\"] trailing", false, "[\"a\"] trailing")]
    [InlineData("RUN [ 'a' ]", false, "[ 'a' ]")]
    public void ParseAll_of_brackets_is_exec_form_only_if_json(
        string text, bool isExec, params string[] words)
    {
        RunInstruction run = Only<RunInstruction>(text);

        Assert.Equal(isExec, run.Command.IsExec);
        Assert.Equal(words, run.Command.Words);
    }

    [Theory]
    [InlineData("ENV a=1 b=\"x y\" c=z\\ w", "a=1", "b=\"x y\"", "c=z\\ w")]
    [InlineData("ENV a b=c  d", "a=b=c  d")]
    public void ParseAll_of_env_reads_both_forms(string text, params string[] expected) =>
        Assert.Equal(
            expected,
            Only<EnvInstruction>(text).Variables.Select(pair => $"{pair.Key}={pair.Value}"));

    [Fact]
    public void ParseAll_of_copy_reads_its_flags_and_sources()
    {
        CopyInstruction copy = Only<CopyInstruction>(
            "COPY --from=build --chown=1:2 --chmod=755 --exclude=*.o --exclude=b --link a b /c/");

        Assert.Equal(["a", "b"], copy.Sources);
        Assert.Equal(
            ("/c/", "build", "1:2", "755", true),
            (copy.Destination, copy.From, copy.Owner, copy.Mode, copy.Link));
        Assert.Equal(["*.o", "b"], copy.Excludes);
    }

    [Fact]
    public void ParseAll_of_several_heredocs_reads_each_with_its_rules()
    {
        CopyInstruction copy = Only<CopyInstruction>(
            "COPY <<one <<-\"two\" plain /d/\na $x\none\n\tb\n\t\tc\n\ttwo\n");

        Assert.Equal(["plain"], copy.Sources);
        Assert.Equal([("one", true, "a $x\n"), ("two", false, "b\nc\n")],
            copy.Files.Select(file => (file.Name, file.Expand, file.Content)));
    }

    [Fact]
    public void ParseAll_of_heredoc_marks_inside_json_takes_them_literally()
    {
        IReadOnlyList<Instruction> all = Parse("RUN [\"cat\", \"<<EOF\"]\nUSER x");

        Assert.Equal(["cat", "<<EOF"], Assert.IsType<RunInstruction>(all[0]).Command.Words);
    }

    [Fact]
    public void ParseAll_of_healthcheck_reads_durations()
    {
        HealthcheckInstruction check = Only<HealthcheckInstruction>(
            "HEALTHCHECK --interval=1m30s --timeout=1.5s --retries=3 CMD [\"a\"]");

        Assert.Equal(
            (90_000_000_000, 1_500_000_000, 3, true),
            (check.Interval, check.Timeout, check.Retries, check.Command!.IsExec));
    }

    [Fact]
    public void ParseAll_of_onbuild_keeps_its_heredoc() =>
        Assert.Equal(
            "RUN <<EOF\necho\nEOF",
            Only<OnbuildInstruction>("ONBUILD RUN <<EOF\necho\nEOF").Trigger);

    private static IReadOnlyList<Instruction> Parse(string text) =>
        InstructionParser.ParseAll(DockerfileSource.FromText("Dockerfile", text));

    private static T Only<T>(string text)
        where T : Instruction => Assert.IsType<T>(Assert.Single(Parse(text)));
}
