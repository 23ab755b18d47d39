using System.Buffers;
using MiniDocker.Storage.Compression;

namespace MiniDocker.Storage.Layers;

/// <summary>
/// Large blocks between one thread that fills them and one that reads them as a stream. An error
/// of the filling thread is thrown to the reader; disposing the stream stops the filler.
/// </summary>
internal sealed class BlockRing : ReadStream
{
    private const int BlockBytes = 1 << 20, Blocks = 6;

    private readonly object _lock = new();
    private readonly Queue<(byte[] Bytes, int Length)> _full = new();
    private readonly Stack<byte[]> _free = new();
    private byte[]? _current;
    private int _at, _end, _made;
    private bool _isComplete, _isAbandoned;
    private Exception? _error;

    /// <summary>Fills the ring from a stream, on the calling thread, until the stream ends.
    /// </summary>
    /// <param name="source">What is read.</param>
    /// <param name="onBlock">Sees every block before the reader does.</param>
    internal void Fill(Stream source, Action<ReadOnlyMemory<byte>> onBlock)
    {
        try
        {
            while (TakeFree() is byte[] block)
            {
                int length = source.ReadAtLeast(
                    block.AsSpan(0, BlockBytes), BlockBytes, throwOnEndOfStream: false);
                onBlock(block.AsMemory(0, length));
                lock (_lock)
                {
                    _isComplete = length < BlockBytes;
                    _full.Enqueue((block, length));
                    Monitor.Pulse(_lock);
                    if (_isComplete)
                        return;
                }
            }
        }
        catch (Exception e)
        {
            lock (_lock)
            {
                (_error, _isComplete) = (e, true);
                Monitor.Pulse(_lock);
            }
        }
    }

    public override int Read(Span<byte> buffer)
    {
        if (_at == _end && !TakeFull())
            return 0;
        int take = Math.Min(buffer.Length, _end - _at);
        _current.AsSpan(_at, take).CopyTo(buffer);
        _at += take;
        return take;
    }

    protected override void Dispose(bool disposing)
    {
        lock (_lock)
        {
            _isAbandoned = true;
            Monitor.Pulse(_lock);
        }
        base.Dispose(disposing);
    }

    /// <summary>Gives the blocks back; only when neither thread uses the ring any more.</summary>
    internal void ReturnBlocks()
    {
        if (_current is not null)
            _free.Push(_current);
        _current = null;
        while (_full.TryDequeue(out (byte[] Bytes, int Length) block))
            _free.Push(block.Bytes);
        while (_free.TryPop(out byte[]? block))
            ArrayPool<byte>.Shared.Return(block);
        _at = _end = 0;
    }

    private byte[]? TakeFree()
    {
        lock (_lock)
        {
            while (true)
            {
                if (_isAbandoned)
                    return null;
                if (_free.TryPop(out byte[]? block))
                    return block;
                if (_made < Blocks)
                {
                    _made++;
                    return ArrayPool<byte>.Shared.Rent(BlockBytes);
                }
                Monitor.Wait(_lock);
            }
        }
    }

    private bool TakeFull()
    {
        lock (_lock)
        {
            if (_current is not null)
            {
                _free.Push(_current);
                _current = null;
                Monitor.Pulse(_lock);
            }
            while (_full.Count == 0 && !_isComplete)
                Monitor.Wait(_lock);
            if (_full.Count == 0)
                return _error is null ? false : throw Rethrow(_error);
            (_current, _end) = _full.Dequeue();
            _at = 0;
            return _end > 0;
        }
    }

    private static Exception Rethrow(Exception error)
    {
        System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error);
        return error;
    }
}
