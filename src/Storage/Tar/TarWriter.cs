using static MiniDocker.Storage.Tar.TarHeaderLayout;

namespace MiniDocker.Storage.Tar;

/// <summary>
/// Writes an archive that is a function of its entries alone: ustar headers, and a PAX header
/// where ustar is too small. No clock, no process id, no names of users.
/// </summary>
public sealed partial class TarWriter
{
    private readonly Stream _destination;
    private readonly byte[] _block = new byte[BlockBytes];
    private long _left;
    private int _padding;

    /// <summary>Writes to a stream, which stays the caller's to flush and dispose.</summary>
    public TarWriter(Stream destination) => _destination = destination;

    /// <summary>Writes an entry's header; a file's <see cref="TarEntry.Size"/> bytes follow by
    /// <see cref="Write"/>. Sparse files are written in full.</summary>
    /// <exception cref="InvalidOperationException">The last file is not complete.</exception>
    public void WriteHeader(TarEntry entry)
    {
        EndContents();
        WritePax(entry);
        WriteUstar(entry);
        _left = entry.Kind == TarEntryKind.File ? entry.Size : 0;
        _padding = (int)(-_left & (BlockBytes - 1));
    }

    /// <summary>Writes bytes of the file whose header was written last.</summary>
    public void Write(ReadOnlySpan<byte> contents)
    {
        if (contents.Length > _left)
            throw new InvalidOperationException("file is longer than its header says");
        _destination.Write(contents);
        _left -= contents.Length;
    }

    /// <summary>Writes the header and the whole contents of a small file.</summary>
    public void WriteFile(TarEntry entry, ReadOnlySpan<byte> contents)
    {
        entry.Size = contents.Length;
        WriteHeader(entry);
        Write(contents);
    }

    /// <summary>Ends the archive with two blocks of zeros.</summary>
    public void Finish()
    {
        EndContents();
        Array.Clear(_block);
        _destination.Write(_block);
        _destination.Write(_block);
    }

    private void EndContents()
    {
        if (_left != 0)
            throw new InvalidOperationException("file is shorter than its header says");
        Array.Clear(_block);
        _destination.Write(_block, 0, _padding);
        _padding = 0;
    }

    private void WriteUstar(TarEntry entry)
    {
        Span<byte> header = _block;
        header.Clear();
        TryWriteName(header, entry.Name, entry.Kind == TarEntryKind.Directory);
        ReadOnlySpan<byte> link = entry.LinkName;
        if (entry.Kind is TarEntryKind.HardLink or TarEntryKind.SymbolicLink)
            link[..Math.Min(link.Length, LinkNameBytes)].CopyTo(header[LinkName..]);
        long size = entry.Kind == TarEntryKind.File ? entry.Size : 0;
        TarNumber.TryWriteOctal(header.Slice(Mode, ModeBytes), entry.Mode & 0xFFF);
        WriteOrZero(header.Slice(Uid, UidBytes), entry.Uid);
        WriteOrZero(header.Slice(Gid, GidBytes), entry.Gid);
        WriteOrZero(header.Slice(Size, SizeBytes), size);
        WriteOrZero(header.Slice(MTime, MTimeBytes), entry.ModifiedTime.Seconds);
        header[TarHeaderLayout.Type] = FlagOf(entry.Kind);
        bool isDevice = entry.Kind is TarEntryKind.CharacterDevice or TarEntryKind.BlockDevice;
        WriteOrZero(header.Slice(DevMajor, DevMajorBytes), isDevice ? entry.DeviceMajor : 0);
        WriteOrZero(header.Slice(DevMinor, DevMinorBytes), isDevice ? entry.DeviceMinor : 0);
        SealAndWrite();
    }

    // Magic, version and checksum; then the block goes out.
    private void SealAndWrite()
    {
        Span<byte> header = _block;
        UstarMagic.CopyTo(header[Magic..]);
        "00"u8.CopyTo(header[FormatVersion..]);
        header.Slice(Checksum, ChecksumBytes).Fill((byte)' ');
        int sum = 0;
        foreach (byte b in header)
            sum += b;
        TarNumber.TryWriteOctal(header.Slice(Checksum, ChecksumBytes - 1), sum);
        _destination.Write(_block);
    }

    // A number that does not fit stands in the PAX header; here a zero keeps the field valid.
    private static void WriteOrZero(Span<byte> field, long value)
    {
        if (!TarNumber.TryWriteOctal(field, value))
            TarNumber.TryWriteOctal(field, 0);
    }

    // Puts a path into name, or name and prefix; cut off if it fits in neither.
    private static bool TryWriteName(Span<byte> header, ReadOnlySpan<byte> path, bool directory)
    {
        bool slash = directory && !path.EndsWith("/"u8);
        int length = path.Length + (slash ? 1 : 0);
        int split = -1;
        if (length > NameBytes)
        {
            int from = length - NameBytes - 1;
            int last = from > 0 && from < path.Length ? path[from..^1].IndexOf((byte)'/') : -1;
            split = last < 0 ? -1 : from + last;
            if (split < 1 || split > PrefixBytes)
            {
                path[..Math.Min(path.Length, NameBytes)].CopyTo(header[Name..]);
                return false;
            }
            path[..split].CopyTo(header[Prefix..]);
        }
        ReadOnlySpan<byte> name = path[(split + 1)..];
        name.CopyTo(header[Name..]);
        if (slash)
            header[Name + name.Length] = (byte)'/';
        return true;
    }

    private static byte FlagOf(TarEntryKind kind) => kind switch
    {
        TarEntryKind.File => TypeFlag.File,
        TarEntryKind.HardLink => TypeFlag.HardLink,
        TarEntryKind.SymbolicLink => TypeFlag.SymbolicLink,
        TarEntryKind.CharacterDevice => TypeFlag.CharacterDevice,
        TarEntryKind.BlockDevice => TypeFlag.BlockDevice,
        TarEntryKind.Directory => TypeFlag.Directory,
        TarEntryKind.Fifo => TypeFlag.Fifo,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
