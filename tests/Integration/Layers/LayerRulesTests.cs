using MiniDocker.Oci;
using MiniDocker.Storage.Tar;

namespace MiniDocker.Integration.Layers;

/// <summary>Each rule of reading a changeset, seen through overlayfs.</summary>
public sealed class LayerRulesTests
{
    public static TheoryData<string> Forms => ["unpacked", "erofs"];

    private static byte[] Base => new TarBuilder()
        .Directory("etc").File("etc/passwd", "root").File("etc/group", "wheel")
        .Directory("dir", 0x3FF).File("dir/old", "old").File("file", "lower").Build();

    private static TarBuilder Layer => new();

    [Theory]
    [MemberData(nameof(Forms))]
    public void Whiteout_ofFileAndDirectory_hidesThem(string form) => Check(
        form, "d etc\nf etc/group", Layer.File("etc/.wh.passwd", "").File(".wh.dir", "")
            .File(".wh.file", "").Build());

    [Theory]
    [MemberData(nameof(Forms))]
    public void Whiteout_beforeOrAfterTheSameName_keepsTheNewOne(string form)
    {
        const string Expected = "d dir\nd etc\nf dir/old\nf etc/group\nf etc/passwd\nf file";
        Check(form, Expected, Layer.File("file", "new").File(".wh.file", "").Build());
        Check(form, Expected, Layer.File(".wh.file", "").File("file", "new").Build());
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Whiteout_thenDirectoryOfThatName_isOpaque(string form)
    {
        const string Expected = "d dir\nd etc\nf dir/new\nf etc/group\nf etc/passwd\nf file";
        Check(form, Expected,
            Layer.File(".wh.dir", "").Directory("dir").File("dir/new", "").Build());
        Check(form, Expected, Layer.File(".wh.dir", "").File("dir/new", "").Build());
        Check(form, Expected,
            Layer.Directory("dir").File("dir/new", "").File(".wh.dir", "").Build());
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Whiteout_belowAWhiteout_isIgnored(string form) => Check(
        form, "d etc\nf etc/group\nf etc/passwd\nf file",
        Layer.File(".wh.dir", "").File("dir/.wh.old", "").Build());

    [Theory]
    [MemberData(nameof(Forms))]
    public void Opaque_inAnyOrder_hidesTheLowerContents(string form)
    {
        const string Expected = "d dir\nd etc\nf dir/new\nf etc/group\nf etc/passwd\nf file";
        Check(form, Expected, Layer.Directory("dir").File("dir/.wh..wh..opq", "")
            .File("dir/.wh.old", "").File("dir/new", "").Build());
        Check(form, Expected, Layer.File("dir/new", "").File("dir/.wh.old", "")
            .File("dir/.wh..wh..opq", "").Build());
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Entry_belowAFileOfTheLayer_makesItADirectory(string form) => Check(
        form, "d dir\nd etc\nd file\nf dir/old\nf etc/group\nf etc/passwd\nf file/below",
        Layer.File("file", "x").File("file/below", "").Build());

    [Theory]
    [MemberData(nameof(Forms))]
    public void Entry_listedTwice_theLastWins(string form)
    {
        using LayerForms forms = new(form);
        ChainId chain = forms.Apply(
            Layer.File("a", "first").File("a", "second").Directory("b").File("b", "file")
                .File("c", "file").Directory("c").File("c/d", "").Build());
        Assert.Equal("d c\nf a\nf b\nf c/d", forms.Names(chain));
        Assert.Equal("second", forms.Read(chain, "a"));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void ParentNotListed_takesItsAttributesFromBelow(string form)
    {
        using LayerForms forms = new(form);
        ChainId chain = forms.Apply(Base, Layer.File("dir/new", "").Build());
        Assert.Contains("d 1777 0 0 1700000000.1234567890 dir -> ", forms.List(chain),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void ParentListedAfterItsChild_keepsItsTime(string form)
    {
        using LayerForms forms = new(form);
        ChainId chain = forms.Apply(Layer.File("d/f", "").Directory("d", 0x1C0).Build());
        Assert.Contains("d 700 0 0 1700000000.1234567890 d -> ", forms.List(chain),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void HardLink_toAFileOfALowerLayer_hasItsContents(string form)
    {
        using LayerForms forms = new(form);
        ChainId chain = forms.Apply(Base, Layer.HardLink("link", "etc/passwd").Build());
        Assert.Equal("root", forms.Read(chain, "link"));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void HardLink_toALinkAndByAbsoluteName_isMade(string form)
    {
        using LayerForms forms = new(form);
        ChainId chain = forms.Apply(Layer.Directory("d").File("d/f", "x").Link("l", "d")
            .HardLink("m", "/l").HardLink("n", "l/f").Build());
        Assert.Equal("d d\nf d/f\nf n\nl l\nl m", forms.Names(chain));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Xattrs_ofOverlayfs_areDroppedAndOthersKept(string form)
    {
        using LayerForms forms = new(form);
        ChainId chain = forms.Apply(Layer.File("f", "x", 0x1A4,
            new Xattr("user.binary", [0, 10, 61, 255]),
            new Xattr("trusted.overlay.redirect", "/etc"u8),
            new Xattr("security.capability", Convert.FromHexString(
                "0100000200040000000000000000000000000000"))).Build());
        string xattrs = forms.Xattrs(chain, "f");
        Assert.Contains("user.binary=0x000a3dff", xattrs, StringComparison.Ordinal);
        Assert.Contains("security.capability=0x01000002", xattrs, StringComparison.Ordinal);
        Assert.DoesNotContain("redirect", xattrs, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void EveryKind_isWhatItWas(string form)
    {
        using LayerForms forms = new(form);
        ChainId chain = forms.Apply(Layer.File("file", "x", 0x9ED).Device("null", 1, 3)
            .Fifo("fifo").Link("link", "to/nowhere").Directory("dir", 0x5ED).Build());
        const string Time = "0 0 1700000000.1234567890";
        Assert.Equal($"c 666 {Time} null -> \nd 2755 {Time} dir -> \nf 4755 {Time} file -> \n"
            + $"l 777 {Time} link -> to/nowhere\np 644 {Time} fifo -> ", forms.List(chain));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void ApplyAll_manyLayersAtOnce_areStackedInOrder(string form)
    {
        using LayerForms forms = new(form);
        ChainId chain = forms.Apply([.. Enumerable.Range(0, 60).Select(i =>
            Layer.File($"f{i}", "").File("same", $"{i}").Build())]);
        Assert.Equal(60, forms.Store.LowerDirs(chain).Count);
        Assert.Equal("59", forms.Read(chain, "same"));
        Assert.Equal(61, forms.Names(chain).Split('\n').Length);
    }

    private static void Check(string form, string expected, byte[] upper)
    {
        using LayerForms forms = new(form);
        Assert.Equal(expected, forms.Names(forms.Apply(Base, upper)));
        Assert.Empty(forms.LeftBehind());
    }
}
