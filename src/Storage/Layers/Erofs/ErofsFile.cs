using Microsoft.Win32.SafeHandles;

namespace MiniDocker.Storage.Layers.Erofs;

/// <summary>Writes at growing offsets, in large pieces; short gaps are filled with zeros and
/// long ones become holes.</summary>
internal sealed class ErofsFile(SafeFileHandle file) : IDisposable
{
    private const int BufferBytes = 1 << 20;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private long _start;
    private int _used;

    internal void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        long gap = offset - _start - _used;
        if (gap is < 0 or > ErofsLayout.BlockBytes || _used + gap > BufferBytes)
        {
            Flush();
            _start = offset;
        }
        else
        {
            _buffer.AsSpan(_used, (int)gap).Clear();
            _used += (int)gap;
        }
        while (!bytes.IsEmpty)
        {
            if (_used == BufferBytes)
                Flush();
            int take = Math.Min(bytes.Length, BufferBytes - _used);
            bytes[..take].CopyTo(_buffer.AsSpan(_used));
            _used += take;
            bytes = bytes[take..];
        }
    }

    internal void Finish(long length)
    {
        Flush();
        RandomAccess.SetLength(file, length);
    }

    internal void Sync() => RandomAccess.FlushToDisk(file);

    public void Dispose() => file.Dispose();

    private void Flush()
    {
        RandomAccess.Write(file, _buffer.AsSpan(0, _used), _start);
        _start += _used;
        _used = 0;
    }
}
