using System.Text;
using CsCheck;
using MiniDocker.Storage.Tar;

namespace MiniDocker.Storage.Tests.Tar;

public sealed class TarRoundTripTests
{
    private static readonly Gen<byte[]> Name = Gen.Select(
        Gen.Byte[1, 255].Array[1, 60], Gen.Int[1, 6],
        (part, count) => Enumerable.Repeat(part, count).SelectMany(p => (byte[])[.. p, 47])
            .SkipLast(1).ToArray());

    private static readonly Gen<TarEntry> Entry =
        from name in Name
        from link in Name
        from kind in Gen.Int[0, 6]
        from mode in Gen.UInt[0, 0xFFF]
        from ids in Gen.Select(Gen.UInt[0, TarLimits.IdMax], Gen.UInt[0, TarLimits.IdMax])
        from time in Gen.Select(Gen.Long[-1L << 40, 1L << 40], Gen.Int[0, 999_999_999])
        from device in Gen.Select(Gen.UInt[0, 4095], Gen.UInt[0, 0xFFFFF])
        from xattrs in Gen.Dictionary(
            Gen.Char.AlphaNumeric.Array[1, 20].Select(c => "user." + new string(c)),
            Gen.Byte.Array[0, 100])[0, 3]
        from size in Gen.Int[0, 2000]
        select Make(name, link, (TarEntryKind)kind, mode, ids, time, device, xattrs, size);

    [Fact]
    public void ReadNext_whatTheWriterWrote_isTheSame() => Entry.Array[0, 8].Sample(entries =>
    {
        byte[] archive = Write(entries);
        Assert.Equal(archive, Write(entries));
        using TarReader reader = new(new MemoryStream(archive));
        foreach (TarEntry expected in entries)
        {
            Assert.True(reader.ReadNext());
            Assert.Equal(Describe(expected), Describe(reader.Entry));
            Assert.Equal(Contents(expected), reader.ReadAll(1 << 20));
        }
        Assert.False(reader.ReadNext());
    }, iter: 300);

    [Fact]
    public void ReadNext_damagedAnywhere_throwsOnlyItsOwnException()
    {
        Gen.Select(Entry.Array[1, 4], Gen.Int[0, 1 << 20], Gen.Byte, Gen.Int[0, 1 << 20]).Sample(
            (entries, at, value, length) =>
            {
                byte[] damaged = Write(entries);
                damaged[at % damaged.Length] = value;
                length %= damaged.Length;
                using TarReader reader = new(new MemoryStream(damaged, 0, length));
                try
                {
                    while (reader.ReadNext())
                    {
                        while (!reader.ReadChunk(out _).IsEmpty)
                        {
                        }
                    }
                }
                catch (TarException)
                {
                }
            }, iter: 3000);
    }

    [Fact]
    public void Write_moreOrLessThanTheHeaderSays_throws()
    {
        TarWriter writer = new(new MemoryStream());
        TarEntry entry = new() { Size = 3 };
        entry.SetName("a");
        writer.WriteHeader(entry);
        Assert.Throws<InvalidOperationException>(() => writer.Write("four"u8));
        writer.Write("tw"u8);
        Assert.Throws<InvalidOperationException>(writer.Finish);
    }

    internal static byte[] Write(IEnumerable<TarEntry> entries)
    {
        MemoryStream result = new();
        TarWriter writer = new(result);
        foreach (TarEntry entry in entries)
        {
            writer.WriteHeader(entry);
            if (entry.Kind == TarEntryKind.File)
                writer.Write(Contents(entry));
        }
        writer.Finish();
        return result.ToArray();
    }

    internal static string Describe(TarEntry e)
    {
        string name = Convert.ToHexString(e.Name.TrimEnd((byte)'/'));
        string link = e.Kind is TarEntryKind.HardLink or TarEntryKind.SymbolicLink
            ? Convert.ToHexString(e.LinkName) : "";
        string device = e.Kind is TarEntryKind.BlockDevice or TarEntryKind.CharacterDevice
            ? $"{e.DeviceMajor}:{e.DeviceMinor}" : "";
        IEnumerable<string> xattrs = e.Xattrs
            .Select(x => $"{Encoding.UTF8.GetString(x.Name)}={Convert.ToHexString(x.Value)}")
            .Order(StringComparer.Ordinal);
        return $"{name} {e.Kind} {e.Mode} {e.Uid} {e.Gid} {e.ModifiedTime} {link} {device} "
            + string.Join(' ', xattrs);
    }

    private static byte[] Contents(TarEntry entry)
    {
        byte[] contents = new byte[entry.Kind == TarEntryKind.File ? entry.Size : 0];
        new Random((int)entry.Size).NextBytes(contents);
        return contents;
    }

    private static TarEntry Make(
        byte[] name, byte[] link, TarEntryKind kind, uint mode, (uint, uint) ids,
        (long, int) time, (uint, uint) device, Dictionary<string, byte[]> xattrs, int size)
    {
        TarEntry entry = new()
        {
            Kind = kind,
            Mode = mode,
            Uid = ids.Item1,
            Gid = ids.Item2,
            ModifiedTime = new UnixTime(time.Item1, time.Item2),
            DeviceMajor = device.Item1,
            DeviceMinor = device.Item2,
            Size = kind == TarEntryKind.File ? size : 0,
        };
        entry.SetName(kind == TarEntryKind.File ? name.AsSpan().TrimEnd((byte)'/') : name);
        if (entry.Name.IsEmpty)
            entry.SetName("x"u8);
        entry.SetLinkName(link);
        foreach ((string key, byte[] value) in xattrs)
            entry.SetXattr(new Xattr(key, value));
        return entry;
    }
}
