using MiniDocker.ImageBuilder.Dockerfile;
using MiniDocker.ImageBuilder.Instructions;

namespace MiniDocker.ImageBuilder.Tests.Dockerfile;

public sealed class DockerfileErrorTests
{
    [Theory]
    [InlineData("FROM a\nRNU x", 2, "unknown instruction: RNU (did you mean RUN?)")]
    [InlineData("FROM a\nXYZZY x", 2, "unknown instruction: XYZZY")]
    [InlineData("FROM a b", 1, "FROM requires either one or three arguments")]
    [InlineData("FROM a AS 1x", 1, "invalid name for build stage: \"1x\", "
        + "name can't start with a number or contain symbols")]
    [InlineData("FROM a\nCOPY x", 2, "COPY requires at least two arguments, "
        + "but only one was provided. Destination could not be determined")]
    [InlineData("FROM a\nCOPY --fro=b x y", 2, "unknown flag: --fro (did you mean from?)")]
    [InlineData("FROM a\nCOPY --from=b --from=c x y", 2, "duplicate flag specified: from")]
    [InlineData("FROM a\nCOPY --chown x y", 2, "missing a value on flag: chown")]
    [InlineData("FROM a\nCOPY --link=maybe x y", 2,
        "expecting boolean value for flag link, not: maybe")]
    [InlineData("FROM a\nENV a=b c", 2,
        "Syntax error - can't find = in \"c\". Must be of the form: name=value")]
    [InlineData("FROM a\nENV a", 2, "ENV must have two arguments")]
    [InlineData("FROM a\nENV =b", 2, "ENV names can not be blank")]
    [InlineData("FROM a\nARG =b", 2, "ARG names can not be blank")]
    [InlineData("FROM a\nSHELL /bin/sh", 2, "SHELL requires the arguments to be in JSON form")]
    [InlineData("FROM a\nVOLUME [\"\"]", 2, "VOLUME specified can not be an empty string")]
    [InlineData("FROM a\nRUN [\"a\", 1]", 2,
        "when using JSON array syntax, arrays must be comprised of strings only")]
    [InlineData("FROM a\nHEALTHCHECK NONE x", 2, "HEALTHCHECK NONE takes no arguments")]
    [InlineData("FROM a\nHEALTHCHECK curl", 2, "Unknown type \"CURL\" in HEALTHCHECK (try CMD)")]
    [InlineData("FROM a\nHEALTHCHECK --interval=1us CMD x", 2,
        "Interval \"interval\" cannot be less than 1ms")]
    [InlineData("FROM a\nHEALTHCHECK --retries=-1 CMD x", 2, "--retries cannot be negative (-1)")]
    [InlineData("FROM a\nONBUILD ONBUILD RUN x", 2,
        "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed")]
    [InlineData("FROM a\nONBUILD FROM x", 2, "FROM isn't allowed as an ONBUILD trigger")]
    [InlineData("FROM a\nRUN --network=bridge x", 2, "invalid network mode \"bridge\"")]
    [InlineData("FROM a\nRUN --security=insecure x", 2, "flag --security is not supported: "
        + "RUN always has Docker's default capabilities and filter")]
    public void ParseAll_of_a_wrong_instruction_says_what_and_where(
        string text, int line, string message)
    {
        DockerfileException error = Fail(text);

        Assert.Equal($"dockerfile parse error on line {line}: {message}", error.Message);
        Assert.Equal(line, error.Lines!.Value.First);
    }

    [Theory]
    [InlineData("", "file with no instructions")]
    [InlineData("# only a comment\n", "file with no instructions")]
    [InlineData("FROM a\nRUN <<EOF\necho", "unterminated heredoc")]
    [InlineData("# escape=x\nFROM a", "invalid escape token 'x' does not match ` or \\")]
    [InlineData("# escape=`\n# escape=`\nFROM a", "only one escape parser directive can be used")]
    public void ParseAll_of_a_broken_file_fails(string text, string message) =>
        Assert.Equal(message, Fail(text).Message);

    [Fact]
    public void ParseAll_of_a_line_over_the_limit_fails() =>
        Assert.Equal(
            "line greater than maximum allowed size of 65535",
            Fail("FROM a\nRUN " + new string('x', 65_535)).Message);

    [Fact]
    public void Excerpt_marks_every_line_of_the_instruction()
    {
        string text = "FROM busybox\n\nRUN a \\\n  b\nCMD c\n\nUSER d\nUSER e\n";
        DockerfileSource source = DockerfileSource.FromText("Dockerfile", text);

        Assert.Equal(
            """
            Dockerfile:3
            --------------------
               1 |     FROM busybox
               2 |     
               3 | >>> RUN a \
               4 | >>>   b
               5 |     CMD c
               6 |     
            --------------------
            """,
            source.Excerpt(new LineRange(3, 4)));
    }

    private static DockerfileException Fail(string text) =>
        Assert.Throws<DockerfileException>(() => InstructionParser.ParseAll(
            DockerfileSource.FromText("Dockerfile", text)));
}
