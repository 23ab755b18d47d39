using System.Globalization;
using System.Text;
using MiniDocker.Storage.Tar;
using MiniDocker.TestKit;

namespace MiniDocker.Storage.Tests.Tar;

/// <summary>Our codec against GNU tar and Python's tarfile, in both directions.</summary>
public sealed class TarDifferentialTests
{
    // Prints one line for each member: type, mode, ids, time in ns, size, names, digest.
    private const string PythonList = """
        import tarfile, sys, hashlib
        from decimal import Decimal
        for m in tarfile.open(sys.argv[1], encoding='utf-8', errors='surrogateescape'):
            t = m.pax_headers.get('mtime', str(int(m.mtime)))
            ns = int(Decimal(t) * 1000000000)
            h = hashlib.sha256(tarfile.open(sys.argv[1]).extractfile(m).read()).hexdigest() \
                if m.isreg() else ''
            x = ','.join(sorted(k for k in m.pax_headers if k.startswith('SCHILY')))
            print(m.type.decode(), oct(m.mode), m.uid, m.gid, ns, m.size if m.isreg() else 0,
                  m.name, m.linkname, m.devmajor, m.devminor, h, x)
        """;

    [Theory]
    [InlineData("--format=pax")]
    [InlineData("--format=gnu")]
    [InlineData("--format=ustar")]
    [InlineData("--format=v7")]
    [InlineData("--format=pax --sparse --sparse-version=0.0")]
    [InlineData("--format=pax --sparse --sparse-version=0.1")]
    [InlineData("--format=pax --sparse --sparse-version=1.0")]
    [InlineData("--format=gnu --sparse")]
    public void ReadNext_whatGnuTarWrote_isTheTree(string format)
    {
        string tar = Needs.Program("tar", "tar");
        using TemporaryDirectory temp = new();
        bool longNames = !format.Contains("v7") && !format.Contains("ustar");
        string tree = MakeTree(temp["tree"], longNames);
        Command.Run(tar, ["-cf", temp["a.tar"], .. format.Split(' '), "--sort=name",
            "-C", tree, "."]).MustSucceed();

        using FileStream archive = File.OpenRead(temp["a.tar"]);
        using TarReader reader = new(archive);
        int files = 0;
        while (reader.ReadNext())
        {
            TarEntry entry = reader.Entry;
            string path = Path.Combine(tree, entry.NameText);
            switch (entry.Kind)
            {
                case TarEntryKind.File:
                    files++;
                    Assert.Equal(new FileInfo(path).Length, entry.Size);
                    Assert.Equal((uint)File.GetUnixFileMode(path), entry.Mode);
                    Assert.Equal(File.ReadAllBytes(path), reader.ReadAll(1 << 26));
                    break;
                case TarEntryKind.SymbolicLink:
                    Assert.Equal(new FileInfo(path).LinkTarget, entry.LinkNameText);
                    break;
                default:
                    Assert.True(entry.Kind is TarEntryKind.Directory or TarEntryKind.HardLink);
                    break;
            }
            if (format.Contains("pax") && entry.Kind == TarEntryKind.File)
                Assert.Equal(UnixTime.From(File.GetLastWriteTimeUtc(path)).Seconds,
                    entry.ModifiedTime.Seconds);
        }
        Assert.True(files >= 5);
    }

    [Fact]
    public void WriteHeader_everyKind_isReadTheSameByPython()
    {
        string python = Needs.Program("python3", "python3");
        using TemporaryDirectory temp = new();
        TarEntry[] entries = [.. EveryKind()];
        File.WriteAllBytes(temp["a.tar"], TarRoundTripTests.Write(entries));
        string listed = Command.Run(python, "-c", PythonList, temp["a.tar"])
            .MustSucceed().Output;

        string[] lines = listed.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(entries.Length, lines.Length);
        for (int i = 0; i < lines.Length; i++)
        {
            TarEntry e = entries[i];
            long ns = (e.ModifiedTime.Seconds * 1_000_000_000) + e.ModifiedTime.Nanoseconds;
            string mode = Convert.ToString(e.Mode, 8);
            Assert.Contains($" 0o{mode} {e.Uid} {e.Gid} {ns} {e.Size} "
                + e.NameText.TrimEnd('/') + " " + e.LinkNameText, lines[i],
                StringComparison.Ordinal);
            foreach (Xattr xattr in e.Xattrs)
                Assert.Contains(Encoding.UTF8.GetString(xattr.Name), lines[i],
                    StringComparison.Ordinal);
        }
    }

    [Fact]
    public void WriteHeader_everyKind_isListedByGnuTar()
    {
        string tar = Needs.Program("tar", "tar");
        using TemporaryDirectory temp = new();
        TarEntry[] entries = [.. EveryKind()];
        File.WriteAllBytes(temp["a.tar"], TarRoundTripTests.Write(entries));
        CommandResult result = Command.Run(tar, "--numeric-owner", "-tvf", temp["a.tar"]);
        string[] lines = result.MustSucceed().Output.Split(
            '\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(entries.Length, lines.Length);
        for (int i = 0; i < lines.Length; i++)
            Assert.Contains(entries[i].Uid.ToString(CultureInfo.InvariantCulture) + "/",
                lines[i], StringComparison.Ordinal);
    }

    private static IEnumerable<TarEntry> EveryKind()
    {
        string[] names = ["a", new('n', 100), new string('d', 90) + "/" + new string('f', 99),
            string.Join('/', Enumerable.Repeat(new string('p', 200), 4))];
        foreach (TarEntryKind kind in Enum.GetValues<TarEntryKind>())
        {
            foreach (string name in names)
            {
                bool isLink = kind is TarEntryKind.HardLink or TarEntryKind.SymbolicLink;
                TarEntry entry = new()
                {
                    Kind = kind,
                    Mode = 0x1A4,
                    Uid = name.Length > 100 ? 3_000_000u : 7,
                    Gid = 4_000_000_000,
                    Size = kind == TarEntryKind.File ? name.Length : 0,
                    ModifiedTime = new UnixTime(1_700_000_000, 123_456_789),
                    DeviceMajor = kind == TarEntryKind.BlockDevice ? 8u : 0,
                };
                entry.SetName(name);
                entry.SetLinkName(isLink ? "target/" + name : "");
                entry.SetXattr(new Xattr("user.binary", [0, 10, 61, 255]));
                yield return entry;
            }
        }
    }

    private static string MakeTree(string tree, bool longNames)
    {
        Directory.CreateDirectory(Path.Combine(tree, "sub"));
        File.WriteAllText(Path.Combine(tree, "empty"), "");
        File.WriteAllText(Path.Combine(tree, "small"), "hello");
        File.WriteAllBytes(Path.Combine(tree, "sub", "block"), new byte[512]);
        File.SetUnixFileMode(Path.Combine(tree, "small"), (UnixFileMode)0xDED);
        File.CreateSymbolicLink(Path.Combine(tree, "sub", "link"), "../small");
        using (FileStream sparse = File.Create(Path.Combine(tree, "sparse")))
        {
            for (int i = 1; i < 40; i++)
            {
                sparse.Position = i * 100_000;
                sparse.Write(Encoding.ASCII.GetBytes($"segment {i}"));
            }
            sparse.SetLength(5_000_000);
        }
        using (FileStream hole = File.Create(Path.Combine(tree, "hole")))
            hole.SetLength(1 << 20);
        string name = longNames ? new string('l', 150) : "l";
        File.WriteAllText(Path.Combine(tree, "sub", name), "long");
        File.CreateSymbolicLink(Path.Combine(tree, "zlink"), longNames ? new('t', 200) : "t");
        return tree;
    }
}
