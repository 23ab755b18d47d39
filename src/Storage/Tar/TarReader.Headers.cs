using static MiniDocker.Storage.Tar.TarHeaderLayout;

namespace MiniDocker.Storage.Tar;

/// <content>Headers, and the extension headers that come before them.</content>
public sealed partial class TarReader
{
    private readonly PaxState _pax = new();

    // True if the header was an extension, which has been read and remembered.
    private bool ReadExtension(byte type, long size)
    {
        switch (type)
        {
            case TypeFlag.PaxGlobal:
                // Go's readers ignore what it says; so does every engine.
                ReadExtensionBody(size);
                return true;
            case TypeFlag.PaxNext:
                _pax.IsEmpty = false;
                ReadPax(ReadExtensionBody(size));
                return true;
            case TypeFlag.GnuLongName:
                _pax.IsEmpty = false;
                _pax.GnuName = UntilNul(ReadExtensionBody(size)).ToArray();
                return true;
            case TypeFlag.GnuLongLink:
                _pax.IsEmpty = false;
                _pax.GnuLink = UntilNul(ReadExtensionBody(size)).ToArray();
                return true;
            default:
                return false;
        }
    }

    private void ReadHeader(byte type, long headerSize)
    {
        ReadOnlySpan<byte> header = _buffer.AsSpan(_start - BlockBytes, BlockBytes);
        TarEntry entry = Entry;
        bool isGnu = header.Slice(Magic, MagicBytes).SequenceEqual(GnuMagic);
        ReadNames(header);
        entry.Kind = KindOf(type, entry.Name);
        entry.Mode = (uint)TarNumber.Read(header.Slice(Mode, ModeBytes), "mode") & 0xFFF;
        entry.Uid = Id(_pax.Uid ?? TarNumber.Read(header.Slice(Uid, UidBytes), "uid"), "uid");
        entry.Gid = Id(_pax.Gid ?? TarNumber.Read(header.Slice(Gid, GidBytes), "gid"), "gid");
        entry.ModifiedTime =
            _pax.Time ?? new UnixTime(TarNumber.Read(header.Slice(MTime, MTimeBytes), "mtime"));
        if (entry.Kind is TarEntryKind.CharacterDevice or TarEntryKind.BlockDevice)
            ReadDevice(header);

        long size = _pax.Size ?? headerSize;
        if (size is < 0 or > TarLimits.FileBytesMax)
            throw new TarException($"{entry.NameText}: size {size} is out of range");
        bool hasContents = entry.Kind == TarEntryKind.File;
        if (!hasContents)
        {
            // Links, devices and directories may name a size; nothing follows them, except that
            // POSIX pax lets a hard link carry the file's contents, which nobody keeps.
            SetStored(entry.Kind == TarEntryKind.HardLink && _pax.Size > 0 ? size : 0);
            SkipStored();
            return;
        }
        SetStored(size);
        entry.Size = size;
        if (type == TypeFlag.GnuSparse && isGnu)
            ReadGnuSparse(header.ToArray());
        else if (_pax.IsSparse)
            ReadPaxSparse();
    }

    private void ReadNames(ReadOnlySpan<byte> header)
    {
        TarEntry entry = Entry;
        ReadOnlySpan<byte> name = UntilNul(header.Slice(Name, NameBytes));
        // A GNU header keeps times and a sparse map where POSIX has the prefix.
        bool isUstar = header.Slice(Magic, MagicBytes).SequenceEqual(UstarMagic);
        ReadOnlySpan<byte> prefix =
            isUstar ? UntilNul(header.Slice(Prefix, PrefixBytes)) : default;
        // GNU's name wins over PAX's, as in Go.
        if ((_pax.SparseName ?? _pax.GnuName ?? _pax.Path) is byte[] longName)
            entry.SetName(longName);
        else if (prefix.IsEmpty)
            entry.SetName(name);
        else
        {
            Span<byte> joined = stackalloc byte[PrefixBytes + 1 + NameBytes];
            prefix.CopyTo(joined);
            joined[prefix.Length] = (byte)'/';
            name.CopyTo(joined[(prefix.Length + 1)..]);
            entry.SetName(joined[..(prefix.Length + 1 + name.Length)]);
        }
        ReadOnlySpan<byte> link = UntilNul(header.Slice(LinkName, LinkNameBytes));
        entry.SetLinkName((_pax.GnuLink ?? _pax.Link) is byte[] longLink ? longLink : link);
        if (entry.Name.Contains((byte)0) || entry.LinkName.Contains((byte)0))
            throw new TarException("a name in the archive holds a NUL byte");
    }

    private static TarEntryKind KindOf(byte type, ReadOnlySpan<byte> name) => type switch
    {
        // v7 had no directories, only names with a slash at the end.
        TypeFlag.OldFile or TypeFlag.File when name.EndsWith("/"u8) => TarEntryKind.Directory,
        TypeFlag.OldFile or TypeFlag.File or TypeFlag.Contiguous or TypeFlag.GnuSparse =>
            TarEntryKind.File,
        TypeFlag.HardLink => TarEntryKind.HardLink,
        TypeFlag.SymbolicLink => TarEntryKind.SymbolicLink,
        TypeFlag.CharacterDevice => TarEntryKind.CharacterDevice,
        TypeFlag.BlockDevice => TarEntryKind.BlockDevice,
        TypeFlag.Directory => TarEntryKind.Directory,
        TypeFlag.Fifo => TarEntryKind.Fifo,
        _ => throw new TarException($"entry type 0x{type:X2} is not supported"),
    };

    private void ReadDevice(ReadOnlySpan<byte> header)
    {
        long major = TarNumber.Read(header.Slice(DevMajor, DevMajorBytes), "device major");
        long minor = TarNumber.Read(header.Slice(DevMinor, DevMinorBytes), "device minor");
        if (major is < 0 or > TarLimits.DeviceMajorMax
            || minor is < 0 or > TarLimits.DeviceMinorMax)
            throw new TarException(
                $"{Entry.NameText}: device {major}:{minor} is out of the kernel's range");
        (Entry.DeviceMajor, Entry.DeviceMinor) = ((uint)major, (uint)minor);
    }

    private static uint Id(long id, string what) => id is >= 0 and <= TarLimits.IdMax
        ? (uint)id
        : throw new TarException($"{what} {id} is out of range");

    private static long ReadSize(ReadOnlySpan<byte> header)
    {
        long size = TarNumber.Read(header.Slice(Size, SizeBytes), "size");
        return size is >= 0 and <= TarLimits.FileBytesMax
            ? size
            : throw new TarException($"size {size} is out of range");
    }

    private static ReadOnlySpan<byte> UntilNul(ReadOnlySpan<byte> field)
    {
        int nul = field.IndexOf((byte)0);
        return nul < 0 ? field : field[..nul];
    }
}
