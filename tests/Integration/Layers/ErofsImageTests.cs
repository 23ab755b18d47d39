using MiniDocker.Oci;
using MiniDocker.Storage.Layers.Erofs;
using MiniDocker.TestKit;

namespace MiniDocker.Integration.Layers;

/// <summary>The mounted form against GNU tar's extraction, and against erofs-utils.</summary>
public sealed class ErofsImageTests
{
    private const string Tree = """
        set -e
        mkdir -p many deep/$(printf 'd%.0s/' {1..60}) "names/sp ace"
        (cd many && seq -f 'file-with-a-rather-long-name-%05g' 1 20000 | xargs touch)
        echo x > names/$(printf 'n%.0s' {1..255}); echo y > $'names/new\nline'; touch names/!bang
        for size in 0 1 4095 4096 4097 8192 100000 3000000; do
            head -c $size /dev/urandom > size-$size; done
        truncate -s 5G sparse; echo end >> sparse
        ln size-4097 names/hard; ln -s $(printf 't%.0s' {1..4000}) longlink; ln -s a shortlink
        mkfifo fifo; mknod null c 1 3; mknod disk b 259 70000; chmod 4755 size-1
        chown 3000000:4000000000 size-4095; mkdir -m 1777 tmp; touch -d @1.000000007 size-0
        setfattr -n user.big -v 0x$(head -c 3000 /dev/zero | xxd -p | tr -d '\n') size-8192
        setfattr -n user.empty size-8192; setfattr -n trusted.x -v 0s/wA= many
        setfacl -m u:7:rwx tmp; setfacl -d -m u:8:r tmp
        setcap cap_net_raw+ep size-100000
        """;

    [Fact]
    public void Apply_aTreeOfEverything_isWhatGnuTarExtracts()
    {
        using LayerForms forms = new("erofs");
        Needs.Program("setfacl", "acl");
        string source = Directory.CreateDirectory(Path.Combine(forms.Path, "source")).FullName;
        string theirs = Directory.CreateDirectory(Path.Combine(forms.Path, "theirs")).FullName;
        string archive = Path.Combine(forms.Path, "a.tar");
        Command.Run(new CommandOptions { Directory = source }, "bash", "-c", Tree)
            .MustSucceed();
        Command.Run("tar", "-cf", archive, "--format=pax", "--sparse", "--xattrs",
            "--xattrs-include=*", "-C", source, ".").MustSucceed();
        Command.Run("tar", "-xpf", archive, "--xattrs", "--xattrs-include=*", "-C", theirs)
            .MustSucceed();

        ChainId chain;
        using (FileStream tar = File.OpenRead(archive))
        {
            DiffId diffId = new(Digest.Parse("sha256:" + Command.Run("sha256sum", archive)
                .MustSucceed().Output[..64]));
            chain = forms.Store.Apply(default, diffId, tar, CancellationToken.None);
        }
        Assert.Equal(LayerForms.ListDirectory(theirs), forms.List(chain));
        Assert.Equal(Contents(theirs), forms.InMerged(chain, Contents));
        Command.Run("fsck.erofs", forms.Store.LowerDirs(chain)[0]).MustSucceed();
        string root = Command.Run("dump.erofs", "--path=/size-4097", "-S",
            forms.Store.LowerDirs(chain)[0]).MustSucceed().Output;
        Assert.Contains("Filesystem total file count", root, StringComparison.Ordinal);
    }

    [Fact]
    public void Remove_aLayer_isOneUnlink()
    {
        using LayerForms forms = new("erofs");
        ChainId chain = forms.Apply(new TarBuilder().File("f", "x").Build());
        string directory = Path.GetDirectoryName(forms.Store.LowerDirs(chain)[0])!;
        Assert.Equal(2, Directory.GetFileSystemEntries(directory).Length);
        forms.Store.Remove(chain);
        forms.Store.Remove(chain);
        Assert.False(forms.Store.Contains(chain));
        Assert.Empty(forms.LeftBehind());
    }

    [Fact]
    public void IsSupported_leavesNothing()
    {
        Needs.Root();
        using TemporaryDirectory temp = new();
        bool supported = ErofsSnapshotter.IsSupported(temp.Path);
        Version kernel = Environment.OSVersion.Version;
        Assert.Equal(kernel >= new Version(6, 15), supported);
        Assert.Empty(Directory.EnumerateFileSystemEntries(temp.Path));
    }

    // Digests, attributes and access lists of everything, without the huge hole.
    private static string Contents(string directory) => Command.Run(
        new CommandOptions { Directory = directory }, "bash", "-c",
        "find . -type f -not -name sparse -print0 | sort -z | xargs -0 sha256sum;"
        + "tail -c 100 sparse; getfattr -R -h -d -m - -e hex . 2>/dev/null | sort;"
        + "getfacl -R tmp; find . -type f -links +1 | sort").MustSucceed().Output;
}
