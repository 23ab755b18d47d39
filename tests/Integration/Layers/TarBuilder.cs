using System.Diagnostics.CodeAnalysis;
using System.Text;
using MiniDocker.Oci;
using MiniDocker.Storage.Tar;

namespace MiniDocker.Integration.Layers;

/// <summary>Makes the archives of these tests, one line an entry.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A memory stream holds no resource.")]
internal sealed class TarBuilder
{
    private readonly MemoryStream _stream = new();
    private readonly TarWriter _writer;

    internal TarBuilder() => _writer = new TarWriter(_stream);

    internal TarBuilder Directory(string name, uint mode = 0x1ED, params Xattr[] xattrs) =>
        Add(TarEntryKind.Directory, name, mode, "", xattrs);

    internal TarBuilder File(
        string name, string contents, uint mode = 0x1A4, params Xattr[] xattrs)
    {
        TarEntry entry = Entry(TarEntryKind.File, name, mode, "", xattrs);
        _writer.WriteFile(entry, Encoding.UTF8.GetBytes(contents));
        return this;
    }

    internal TarBuilder Link(string name, string target) =>
        Add(TarEntryKind.SymbolicLink, name, 0x1FF, target, []);

    internal TarBuilder HardLink(string name, string target) =>
        Add(TarEntryKind.HardLink, name, 0x1A4, target, []);

    internal TarBuilder Device(string name, uint major, uint minor) =>
        Add(TarEntryKind.CharacterDevice, name, 0x1B6, "", [], major, minor);

    internal TarBuilder Fifo(string name) => Add(TarEntryKind.Fifo, name, 0x1A4, "", []);

    internal byte[] Build()
    {
        _writer.Finish();
        return _stream.ToArray();
    }

    internal static DiffId DiffIdOf(byte[] tar) => new(Digest.Compute(tar));

    private TarBuilder Add(
        TarEntryKind kind, string name, uint mode, string target, Xattr[] xattrs,
        uint major = 0, uint minor = 0)
    {
        TarEntry entry = Entry(kind, name, mode, target, xattrs);
        (entry.DeviceMajor, entry.DeviceMinor) = (major, minor);
        _writer.WriteHeader(entry);
        return this;
    }

    private static TarEntry Entry(
        TarEntryKind kind, string name, uint mode, string target, Xattr[] xattrs)
    {
        TarEntry entry = new()
        {
            Kind = kind,
            Mode = mode,
            ModifiedTime = new UnixTime(1_700_000_000, 123_456_789),
        };
        entry.SetName(name);
        entry.SetLinkName(target);
        foreach (Xattr xattr in xattrs)
            entry.SetXattr(xattr);
        return entry;
    }
}
