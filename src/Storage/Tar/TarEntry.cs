using System.Text;

namespace MiniDocker.Storage.Tar;

/// <summary>
/// One entry of an archive. A reader fills the same object again and again, so a caller that
/// keeps anything past the next entry copies it; a writer takes one that the caller filled.
/// Names are bytes: the kernel knows no encoding.
/// </summary>
public sealed class TarEntry
{
    private readonly List<Xattr> _xattrs = [];
    private readonly List<SparseSegment> _segments = [];
    private byte[] _name = new byte[256];
    private byte[] _linkName = new byte[256];
    private int _nameLength;
    private int _linkNameLength;

    /// <summary>What the entry is.</summary>
    public TarEntryKind Kind { get; set; }

    /// <summary>The low 12 bits of st_mode: permissions, set-id and sticky bits.</summary>
    public uint Mode { get; set; }

    /// <summary>The owner.</summary>
    public uint Uid { get; set; }

    /// <summary>The group.</summary>
    public uint Gid { get; set; }

    /// <summary>Bytes of the file, holes included; 0 for everything but files.</summary>
    public long Size { get; set; }

    /// <summary>When the contents last changed.</summary>
    public UnixTime ModifiedTime { get; set; }

    /// <summary>The major number of a device.</summary>
    public uint DeviceMajor { get; set; }

    /// <summary>The minor number of a device.</summary>
    public uint DeviceMinor { get; set; }

    /// <summary>Extended attributes, in the archive's order.</summary>
    public IReadOnlyList<Xattr> Xattrs => _xattrs;

    /// <summary>The runs that a sparse file stores, ascending; null when it has no holes.
    /// </summary>
    public IReadOnlyList<SparseSegment>? Segments => IsSparse ? _segments : null;

    /// <summary>The path as the archive spells it.</summary>
    public ReadOnlySpan<byte> Name => _name.AsSpan(0, _nameLength);

    /// <summary>The target of a symbolic or hard link.</summary>
    public ReadOnlySpan<byte> LinkName => _linkName.AsSpan(0, _linkNameLength);

    /// <summary>The path as text; invalid UTF-8 becomes U+FFFD, so use it for messages and for
    /// archives whose names are known to be ASCII.</summary>
    public string NameText => Encoding.UTF8.GetString(Name);

    /// <summary>The link's target as text, as lossy as <see cref="NameText"/>.</summary>
    public string LinkNameText => Encoding.UTF8.GetString(LinkName);

    internal bool IsSparse { get; set; }

    internal List<SparseSegment> SegmentList => _segments;

    /// <summary>Sets the path. A directory's needs no slash at the end.</summary>
    public void SetName(ReadOnlySpan<byte> name) => Copy(name, ref _name, ref _nameLength);

    /// <summary>Sets the path from text, as UTF-8.</summary>
    public void SetName(string name) => SetName(Encoding.UTF8.GetBytes(name));

    /// <summary>Sets the target of a link.</summary>
    public void SetLinkName(ReadOnlySpan<byte> target) =>
        Copy(target, ref _linkName, ref _linkNameLength);

    /// <summary>Sets the target of a link from text, as UTF-8.</summary>
    public void SetLinkName(string target) => SetLinkName(Encoding.UTF8.GetBytes(target));

    /// <summary>Adds an extended attribute, or replaces the one of that name.</summary>
    public void SetXattr(Xattr xattr)
    {
        for (int i = 0; i < _xattrs.Count; i++)
        {
            if (_xattrs[i].Name.AsSpan().SequenceEqual(xattr.Name))
            {
                _xattrs[i] = xattr;
                return;
            }
        }
        _xattrs.Add(xattr);
    }

    /// <summary>Takes away the extended attributes.</summary>
    public void ClearXattrs() => _xattrs.Clear();

    /// <summary>Makes this an entry that says nothing: an empty file without a name.</summary>
    public void Clear()
    {
        _nameLength = _linkNameLength = 0;
        _xattrs.Clear();
        _segments.Clear();
        IsSparse = false;
        (Kind, Mode, Uid, Gid, Size) = (TarEntryKind.File, 0, 0, 0, 0);
        (ModifiedTime, DeviceMajor, DeviceMinor) = (default, 0, 0);
    }

    private static void Copy(ReadOnlySpan<byte> from, ref byte[] to, ref int length)
    {
        if (from.Length > TarLimits.PathBytesMax)
            throw new TarException(
                $"path of {from.Length} bytes is longer than {TarLimits.PathBytesMax}");
        if (from.Length > to.Length)
            to = new byte[Math.Max(from.Length, to.Length * 2)];
        from.CopyTo(to);
        length = from.Length;
    }
}
