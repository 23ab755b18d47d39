using MiniDocker.TestKit;

namespace MiniDocker.Integration.Images;

/// <summary>
/// Archives that are damaged or lie: one clear line, and nothing of them is kept.
/// </summary>
public sealed class HostileArchiveTests : IDisposable
{
    private readonly ImageRoot _source;
    private readonly ImageRoot _victim;

    public HostileArchiveTests()
    {
        Needs.Root();
        (_source, _victim) = (new ImageRoot(), new ImageRoot());
        _source.ImportSample("sample");
        _source.Run("save", "-o", _source.File("good.tar"), "sample").MustSucceed();
        Directory.CreateDirectory(_source.File("open"));
        ImageRoot.Shell($"tar -C {_source.File("open")} -xf {_source.File("good.tar")}");
    }

    public void Dispose()
    {
        _source.Dispose();
        _victim.Dispose();
    }

    [Theory]
    [InlineData("a tampered layer", "f=$(ls -S blobs/sha256/* | head -1); "
        + "printf X | dd of=$f bs=1 seek=70000 conv=notrunc status=none", "tampered")]
    [InlineData("a missing layer", "rm $(ls -S blobs/sha256/* | head -1)", "missing")]
    [InlineData("a tampered config", "f=$(grep -l a.sample blobs/sha256/*); "
        + "sed -i 's/a sample/b sample/' $f", "tampered")]
    [InlineData("no table of contents", "rm index.json manifest.json", "no images found")]
    [InlineData("an index that is no JSON", "echo '{' > index.json", "image index:")]
    [InlineData("a layer that is longer than stated",
        "sed -i 's/\"size\":\\([0-9]*\\)/\"size\":\\11/' index.json", "descriptor says")]
    public void Load_of_an_archive_with_a_lie_keeps_nothing(
        string lie, string commands, string message)
    {
        ImageRoot.Shell($"cd {_source.File("open")} && {commands} && tar -cf ../bad.tar *");

        AssertRefused(_victim.Run("load", "-i", _source.File("bad.tar")), lie, message);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(100_000)]
    [InlineData(200_001)]
    public void Load_of_a_truncated_archive_keeps_nothing(int bytes)
    {
        ImageRoot.Shell($"head -c {bytes} {_source.File("good.tar")} > {_source.File("bad.tar")}");

        AssertRefused(
            _victim.Run("load", "-i", _source.File("bad.tar")), "truncation", "minidocker: ");
    }

    [Fact]
    public void Load_of_a_layer_with_another_diffId_keeps_nothing()
    {
        // A docker-archive promises its layers by the config's diffIDs alone.
        ImageRoot.Shell($"""
            cd {_source.File("open")}; layer=$(ls -S blobs/sha256/* | head -1)
            mkdir ../old; cp $layer ../old/layer.tar
            cp $(grep -l a.sample blobs/sha256/*) ../old/c.json
            cd ../old; printf X | dd of=layer.tar bs=1 seek=70000 conv=notrunc status=none
            printf '[{"{"}"Config":"c.json","RepoTags":["x:1"],' > manifest.json
            echo '"Layers":["layer.tar"]{"}"}]' >> manifest.json
            tar -cf ../bad.tar *
            """);

        AssertRefused(_victim.Run("load", "-i", _source.File("bad.tar")), "diffID", "sha256:");
    }

    [Theory]
    [InlineData("../../escape")]
    [InlineData("a/../../escape")]
    public void Import_of_a_tar_that_climbs_out_keeps_nothing(string path)
    {
        string script = "import tarfile,sys; t=tarfile.open(sys.argv[1],'w'); "
            + "i=tarfile.TarInfo(sys.argv[2]); t.addfile(i); t.close()";
        Command.Run("python3", "-c", script, _source.File("evil.tar"), path).MustSucceed();

        AssertRefused(
            _victim.Run("import", _source.File("evil.tar"), "evil"), path, "climbs out");
        Assert.Empty(Directory.GetFiles(_victim.Path, "escape", SearchOption.AllDirectories));
    }

    private void AssertRefused(CommandResult result, string lie, string message)
    {
        Assert.True(result.ExitCode != 0, lie);
        Assert.Contains(message, result.Error);
        Assert.Equal(1, result.Error.Count(c => c == '\n'));
        Assert.Empty(_victim.ContentFiles());
        Assert.Equal("", _victim.Run("images", "-q").MustSucceed().Output);
    }
}
