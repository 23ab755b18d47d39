using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;
using MiniDocker.Storage.Layers;
using MiniDocker.TestKit;

namespace MiniDocker.Integration.Layers;

public sealed class TarExtractorTests
{
    [Fact]
    public void Extract_intoATreeWithFiles_mergesAsGnuTarDoes()
    {
        Needs.Root();
        using TemporaryDirectory temp = new();
        byte[] tar = new TarBuilder().Directory("d", 0x1C0).File("d/f", "new").Link("l", "d/f")
            .HardLink("h", "d/f").Fifo("p").File(".wh.x", "kept").Device("n", 1, 3).Build();
        File.WriteAllBytes(temp["a.tar"], tar);
        foreach (string name in (string[])["ours", "theirs"])
        {
            Directory.CreateDirectory(temp[name] + "/d");
            File.WriteAllText(temp[name] + "/d/old", "");
            File.WriteAllText(temp[name] + "/l", "in the way");
        }
        Extract(tar, temp["ours"], "/", new TarExtractOptions());
        Command.Run("tar", "-xpf", temp["a.tar"], "-C", temp["theirs"]).MustSucceed();
        string Without(string list) => string.Join('\n', list.Split('\n')
            .Where(line => !line.Contains(" d/old ", StringComparison.Ordinal)));
        Assert.Equal(
            Without(LayerForms.ListDirectory(temp["theirs"])),
            Without(LayerForms.ListDirectory(temp["ours"])));
    }

    [Fact]
    public void Extract_throughLinksOfTheTree_staysInTheRoot()
    {
        Needs.Root();
        using TemporaryDirectory temp = new();
        string root = temp["root"], outside = temp["outside"];
        Directory.CreateDirectory(root + outside);
        Directory.CreateDirectory(root + "/outside");
        Directory.CreateDirectory(outside);
        File.CreateSymbolicLink(root + "/out", outside);
        File.CreateSymbolicLink(root + "/up", "../outside");
        Extract(new TarBuilder().File("out/a", "").File("up/b", "").Link("c", outside)
            .File("c/d", "").Build(), root, "sub/../", new TarExtractOptions());
        Assert.Empty(Directory.EnumerateFileSystemEntries(outside));
        Assert.True(File.Exists(root + outside + "/a"));
        Assert.True(File.Exists(root + "/outside/b"));
        Assert.ThrowsAny<IOException>(() => Extract(
            new TarBuilder().File("../x", "").Build(), root, "/", new TarExtractOptions()));
    }

    [Fact]
    public void Extract_withOptions_setsOwnerModeAndTime()
    {
        Needs.Root();
        using TemporaryDirectory temp = new();
        Extract(new TarBuilder().File("f", "x").Build(), temp.Path, "/new/dir",
            new TarExtractOptions
            {
                Owner = (7, 8),
                Mode = 0x180,
                ModifiedTime = new(1_500_000_000),
            });
        Assert.Contains("f 600 7 8 1500000000.0000000000 new/dir/f",
            LayerForms.ListDirectory(temp.Path), StringComparison.Ordinal);
        Assert.Throws<IOException>(() => Extract(
            new TarBuilder().Directory("f").Build(), temp.Path, "/new/dir",
            new TarExtractOptions { NoOverwriteDirectory = true }));
    }

    private static void Extract(
        byte[] tar, string root, string directory, TarExtractOptions options)
    {
        using SafeFileHandle handle = PathAt.OpenDirectory(root);
        TarExtractor.Extract(
            new MemoryStream(tar), handle, directory, options, CancellationToken.None);
    }
}
