using MiniDocker.TestKit;

namespace MiniDocker.Integration.Images;

public sealed class ImageCommandTests : IDisposable
{
    private readonly ImageRoot _root;
    private readonly string _id;

    public ImageCommandTests()
    {
        Needs.Root();
        _root = new ImageRoot();
        _id = _root.ImportSample("sample");
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Images_prints_dockers_table()
    {
        string[] lines = _root.Run("images").MustSucceed().Output.Split('\n');

        Assert.Matches("^REPOSITORY +TAG +IMAGE ID +CREATED +SIZE$", lines[0]);
        Assert.Matches($"^sample +latest +{_id[7..19]} +.* ago +300kB$", lines[1].TrimEnd());
        Assert.Equal(_id + "\n", _root.Run("images", "-q", "--no-trunc").Output);
        Assert.Equal("", _root.Run("images", "-q", "other").Output);
        Assert.Equal("sample:latest\n",
            _root.Run("images", "--filter", "label=k=v", "--format", "{{.Repository}}:{{.Tag}}")
                .Output);
    }

    [Fact]
    public void Inspect_shows_what_the_changes_said()
    {
        Assert.Equal("[/bin/tool -x] [A=b] 1000 a sample\n", _root.Run("image", "inspect", "-f",
            "{{.Config.Cmd}} {{.Config.Env}} {{.Config.User}} {{.Comment}}", "sample").Output);
    }

    [Fact]
    public void Rmi_takes_names_away_and_with_the_last_one_everything()
    {
        _root.Run("tag", "sample", "other:2").MustSucceed();
        Assert.Equal("Untagged: other:2\n", _root.Run("rmi", "other:2").MustSucceed().Output);

        string output = _root.Run("rmi", "sample").MustSucceed().Output;
        Assert.StartsWith($"Untagged: sample:latest\nDeleted: {_id}\nDeleted: sha256:", output);
        Assert.Empty(_root.ContentFiles());

        CommandResult again = _root.Run("rmi", "sample");
        Assert.Equal((1, "Error: No such image: sample:latest\n"), (again.ExitCode, again.Error));
    }

    [Fact]
    public void Rmi_by_id_of_an_image_in_two_repositories_must_be_forced()
    {
        _root.Run("tag", "sample", "other").MustSucceed();
        CommandResult refused = _root.Run("rmi", _id[7..19]);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("(must be forced) - image is referenced in multiple repositories",
            refused.Error);

        _root.Run("rmi", "-f", _id[7..19]).MustSucceed();
        Assert.Empty(_root.ContentFiles());
    }

    [Fact]
    public void Prune_removes_what_lost_its_name()
    {
        ImageRoot.Shell($"tar -cf {_root.File("empty.tar")} -T /dev/null");
        _root.Run("import", _root.File("empty.tar"), "sample").MustSucceed();
        Assert.Equal(2, _root.Run("images", "-q").Output.Count(c => c == '\n'));

        string output = _root.Run("image", "prune", "-f").MustSucceed().Output;
        Assert.Contains($"deleted: {_id}\n", output);
        Assert.Contains("Total reclaimed space: 6", output);
        Assert.Equal(1, _root.Run("images", "-q").Output.Count(c => c == '\n'));
    }

    [Fact]
    public void History_and_df_print_dockers_tables()
    {
        Assert.Matches("^IMAGE +CREATED +CREATED BY +SIZE +COMMENT\n"
            + $"{_id[7..19]} +.* ago +300kB +a sample\n$",
            _root.Run("history", "sample").MustSucceed().Output);
        Assert.Matches("^TYPE +TOTAL +ACTIVE +SIZE +RECLAIMABLE\n"
            + @"Images +1 +0 +300[.\d]*kB +300[.\d]*kB \(100%\)\nContainers +0",
            _root.Run("system", "df").MustSucceed().Output);
    }

    [Fact]
    public void Save_of_an_unknown_image_leaves_no_file()
    {
        CommandResult result = _root.Run("save", "-o", _root.File("out.tar"), "sample", "nothing");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("No such image: nothing:latest", result.Error);
        Assert.Empty(Directory.GetFiles(_root.Path, "out.tar*"));
    }
}
