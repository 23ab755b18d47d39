using MiniDocker.Oci;
using MiniDocker.Storage.Layers;
using MiniDocker.Storage.Tar;
using MiniDocker.TestKit;

namespace MiniDocker.Integration.Layers;

/// <summary>A real overlay's upper directory, as a changeset and back.</summary>
public sealed class LayerDifferTests
{
    private const string Changes = """
        set -e
        rm etc/passwd; rm -r dir; mkdir dir; echo new > dir/new; echo x >> file
        mkdir -m 2750 added; ln file added/link; ln -s ../file added/sym; mkfifo added/fifo
        mknod added/null c 1 3; setfattr -n user.a -v 0x000a3d file; chown 7:8 added/sym
        truncate -s 1M added/sparse; touch -d @1600000000.987654321 added/sparse
        """;

    private static byte[] Base => new TarBuilder()
        .Directory("etc").File("etc/passwd", "root").File("etc/group", "wheel")
        .Directory("dir").File("dir/old", "old").File("file", "lower").Build();

    [Fact]
    public void WriteTar_ofAnUpperDirectory_givesTheSameTreeWhenApplied()
    {
        using LayerForms forms = new("unpacked");
        ChainId chain = forms.Apply(Base);
        using OverlayMount mount = new(forms, chain);
        mount.Run(Changes);

        byte[] tar = Diff(mount.Upper);
        Assert.Equal(tar, Diff(mount.Upper));
        ChainId changed = forms.Apply(Base, tar);
        Assert.Equal(mount.List(), forms.List(changed));
        Assert.Contains("user.a=0x000a3d", forms.Xattrs(changed, "file"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_ofAnUpperDirectory_areThoseOfDockerDiff()
    {
        using LayerForms forms = new("unpacked");
        ChainId chain = forms.Apply(Base);
        using OverlayMount mount = new(forms, chain);
        mount.Run("rm etc/passwd; echo x >> file; mkdir added; touch added/f; touch dir/more");

        using MergedTree lower = forms.Store.OpenMerged(chain);
        Assert.Equal(
            "Added /added, Added /added/f, Changed /dir, Added /dir/more, Changed /etc, "
            + "Deleted /etc/passwd, Changed /file",
            string.Join(", ", LayerDiffer.Changes(mount.Upper, lower)
                .Select(c => $"{c.Kind} {c.Path}")));
    }

    [Fact]
    public void WriteTree_ofAMergedStack_isReadBackByGnuTar()
    {
        using LayerForms forms = new("unpacked");
        ChainId chain = forms.Apply(Base, new TarBuilder().File(".wh.dir", "").Build());
        string archive = Path.Combine(forms.Path, "export.tar");
        using (MergedTree tree = forms.Store.OpenMerged(chain))
        using (FileStream file = File.Create(archive))
            TreeWriter.WriteTree(tree.Root, file, CancellationToken.None);
        Assert.Equal("etc/\netc/group\netc/passwd\nfile\n",
            Command.Run("tar", "-tf", archive).MustSucceed().Output);
    }

    [Fact]
    public void WritePath_throughALink_staysInTheRoot()
    {
        using LayerForms forms = new("unpacked");
        ChainId chain = forms.Apply(new TarBuilder().Link("l", "/../../etc/./passwd")
            .Directory("etc").File("etc/passwd", "inside").Build());
        using MergedTree tree = forms.Store.OpenMerged(chain);
        MemoryStream archive = new();
        TreeWriter.WritePath(tree.Root, "/l", "name", true, archive, CancellationToken.None);
        archive.Position = 0;
        using TarReader reader = new(archive);
        Assert.True(reader.ReadNext());
        Assert.Equal("name", reader.Entry.NameText);
        Assert.Equal("inside"u8.ToArray(), reader.ReadAll(100));
        Assert.Throws<FileNotFoundException>(() => TreeWriter.WritePath(
            tree.Root, "/missing/x", "x", false, archive, CancellationToken.None));
    }

    private static byte[] Diff(string upper)
    {
        MemoryStream result = new();
        LayerDiffer.WriteTar(upper, result, null, CancellationToken.None);
        return result.ToArray();
    }
}
