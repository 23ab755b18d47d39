using MiniDocker.Oci;
using MiniDocker.Storage.Layers;
using MiniDocker.TestKit;

namespace MiniDocker.Integration.Layers;

/// <summary>Archives that attack: refused or contained, nothing outside touched, nothing kept.
/// </summary>
public sealed class HostileLayerTests
{
    public static TheoryData<string> Refused =>
    [
        "dotdot", "dotdot-link", "root-link", "root-file", "hardlink-outside", "hardlink-root",
        "hardlink-self", "hardlink-whiteout", "link-loop", "whiteout-empty", "whiteout-dot",
        "below-whiteout", "long-name", "deep", "truncated", "checksum",
    ];

    [Theory]
    [MemberData(nameof(Refused))]
    public void Apply_hostileLayer_isRefusedAndLeavesNothing(string attack)
    {
        using LayerForms forms = new("unpacked");
        byte[] tar = Make(attack);
        Assert.ThrowsAny<IOException>(() => forms.Apply(tar));
        Assert.Empty(forms.LeftBehind());
        Assert.Empty(forms.Store.List());
        Assert.False(File.Exists(Path.Combine(forms.Path, "escaped")));
    }

    [Fact]
    public void Apply_linksThatPointOutside_writeInside()
    {
        using LayerForms forms = new("unpacked");
        string outside = Path.Combine(forms.Path, "outside");
        Directory.CreateDirectory(outside);
        ChainId chain = forms.Apply(new TarBuilder()
            .Link("absolute", outside).File("absolute/escaped", "")
            .Link("up", "../../../../../../..").File($"up{outside}/escaped", "")
            .Directory("d").File("d/f", "").File("d", "file").Link("d", outside)
            .File("d/escaped2", "").Build());
        Assert.Empty(Directory.EnumerateFileSystemEntries(outside));
        Assert.Contains($"f {outside[1..]}/escaped", forms.Names(chain),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_anotherDigest_isRefused()
    {
        using LayerForms forms = new("unpacked");
        byte[] tar = new TarBuilder().File("f", "").Build();
        DiffId other = TarBuilder.DiffIdOf(new byte[3]);
        LayerException e = Assert.Throws<LayerException>(() => forms.Store.Apply(
            default, other, new MemoryStream(tar), CancellationToken.None));
        Assert.Contains("diffID", e.Message, StringComparison.Ordinal);
        Assert.Empty(forms.LeftBehind());
    }

    [Fact]
    public void Apply_onAFullDisk_saysSoAndLeavesNothing()
    {
        Needs.Root();
        using TemporaryDirectory temp = new();
        string disk = temp["disk"];
        Directory.CreateDirectory(disk);
        Command.Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk).MustSucceed();
        try
        {
            LayerStore store = new(Path.Combine(disk, "layers"), new OverlaySnapshotter());
            byte[] tar = new TarBuilder().File("big", new string('x', 3 << 20)).Build();
            IOException e = Assert.ThrowsAny<IOException>(() => store.Apply(
                default, TarBuilder.DiffIdOf(tar), new MemoryStream(tar),
                CancellationToken.None));
            Assert.Contains("No space left", e.Message, StringComparison.OrdinalIgnoreCase);
            Assert.Empty(Directory.EnumerateFileSystemEntries(
                Path.Combine(disk, "layers", ".staging")));
        }
        finally
        {
            Command.Run("umount", disk).MustSucceed();
        }
    }

    private static byte[] Make(string attack)
    {
        TarBuilder tar = new();
        _ = attack switch
        {
            "dotdot" => tar.File("../escaped", ""),
            "dotdot-link" => tar.File("a/../../escaped", ""),
            "root-link" => tar.Link("./", "/tmp"),
            "root-file" => tar.File("/.", ""),
            "hardlink-outside" => tar.HardLink("a", "../../../etc/passwd"),
            "hardlink-root" => tar.HardLink("a", "/"),
            "hardlink-self" => tar.File("a", "").HardLink("a", "a"),
            "hardlink-whiteout" => tar.File(".wh.a", "").HardLink("b", "a"),
            "link-loop" => tar.Link("a", "b").Link("b", "a").File("a/c", ""),
            "whiteout-empty" => tar.File(".wh.", ""),
            "whiteout-dot" => tar.File(".wh..", ""),
            "below-whiteout" => tar.File(".wh.a/b", ""),
            "long-name" => tar.File(new string('n', 256), ""),
            "deep" => tar.File(string.Concat(Enumerable.Repeat("d/", 1100)) + "f", ""),
            _ => tar.File("f", new string('x', 2000)),
        };
        byte[] bytes = tar.Build();
        if (attack == "checksum")
            bytes[3] ^= 1;
        return attack == "truncated" ? bytes[..1000] : bytes;
    }
}
