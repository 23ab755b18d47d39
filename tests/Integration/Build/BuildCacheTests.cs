using MiniDocker.TestKit;
namespace MiniDocker.Integration.Build;

public sealed class BuildCacheTests
{
    private const string Steps = "COPY src /src\nRUN cp -r /src /dst\n";

    [Fact]
    public void Build_again_with_nothing_changed_is_cached_and_the_same_image()
    {
        using BuildArea area = new();
        area.Write("src/a", "1");
        string[] id = ["--iidfile", area["id"]];

        area.Build(BuildArea.Base + Steps, id).MustSucceed();
        string first = File.ReadAllText(area["id"]);
        CommandResult second = area.Build(BuildArea.Base + Steps, id).MustSucceed();

        Assert.Equal(first, File.ReadAllText(area["id"]));
        Assert.Equal(4, second.Error.Split(" CACHED\n").Length - 1);
    }

    [Fact]
    public void Build_after_a_touch_is_cached_and_after_an_edit_says_what_changed()
    {
        using BuildArea area = new();
        area.Write("src/a", "1");
        area.Build(BuildArea.Base + Steps).MustSucceed();

        area.Write("src/a", "1");
        CommandResult touched = area.Build(BuildArea.Base + Steps).MustSucceed();
        area.Write("src/a", "2");
        CommandResult edited = area.Build(BuildArea.Base + Steps).MustSucceed();

        Assert.DoesNotContain("not cached", touched.Error);
        Assert.Contains("not cached: /src/a changed", edited.Error);
        Assert.Contains("not cached: base changed", edited.Error);
    }

    [Fact]
    public void Build_with_an_ignored_file_edited_is_cached()
    {
        using BuildArea area = new();
        area.Write("src/a", "1");
        area.Write("src/notes.md", "1");
        area.Write(".dockerignore", "**/*.md\n");
        area.Build(BuildArea.Base + Steps).MustSucceed();

        area.Write("src/notes.md", "2");
        CommandResult result = area.Build(BuildArea.Base + Steps).MustSucceed();

        Assert.DoesNotContain("not cached", result.Error);
    }

    [Fact]
    public void Build_of_an_argument_used_misses_and_of_a_label_does_not()
    {
        using BuildArea area = new();
        string text = BuildArea.Base + "ARG V=1\nRUN echo $V > /v\nLABEL v=$V\n";
        area.Build(text).MustSucceed();

        CommandResult labelled = area.Build(text, "--label", "x=y").MustSucceed();
        CommandResult other = area.Build(text, "--build-arg", "V=2").MustSucceed();

        Assert.DoesNotContain("not cached", labelled.Error);
        Assert.Contains("not cached: environment V changed", other.Error);
    }

    [Fact]
    public void Build_of_a_target_never_looks_at_unused_stages()
    {
        using BuildArea area = new();

        area.Build(
            BuildArea.Base + "FROM no.such.registry.invalid/image AS broken\nRUN false\n"
                + "FROM base AS wanted\nRUN true\n",
            "--target", "wanted").MustSucceed();
    }
}
