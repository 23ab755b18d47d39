using System.Text;

namespace MiniDocker.Storage.Tar;

/// <summary>One extended attribute: both halves are bytes, as the kernel has them.</summary>
/// <param name="Name">The full name, e.g. <c>security.capability</c>.</param>
/// <param name="Value">The value; may hold NUL, line feeds and anything else.</param>
public readonly record struct Xattr(byte[] Name, byte[] Value)
{
    /// <summary>An attribute with a textual name.</summary>
    public Xattr(string name, ReadOnlySpan<byte> value)
        : this(Encoding.UTF8.GetBytes(name), value.ToArray())
    {
    }
}
