using System.Runtime.InteropServices;
using System.Text;

namespace MiniDocker.Runtime.Plans;

/// <summary>
/// Unmanaged memory that a plan's pointers point into. Blocks never move; all of it is freed at
/// once. Memory comes zeroed, and every piece is followed by at least eight readable bytes.
/// </summary>
internal sealed unsafe class Arena : IDisposable
{
    private const int BlockBytes = 32 * 1024;
    private readonly List<nint> blocks = [];
    private byte* next;
    private nuint left;

    /// <summary>Takes zeroed memory, aligned to eight bytes.</summary>
    internal byte* Take(int bytes)
    {
        nuint size = ((nuint)bytes + 15) & ~(nuint)7;
        if (size > left)
        {
            nuint block = size > BlockBytes ? size : BlockBytes;
            next = (byte*)NativeMemory.AllocZeroed(block);
            left = block;
            blocks.Add((nint)next);
        }
        byte* taken = next;
        next += size;
        left -= size;
        return taken;
    }

    /// <summary>A copy of a text as UTF-8 with a zero at its end.</summary>
    internal byte* Text(string text)
    {
        byte* copy = Take(Encoding.UTF8.GetMaxByteCount(text.Length) + 1);
        int length = Encoding.UTF8.GetBytes(text, new Span<byte>(copy, text.Length * 3));
        copy[length] = 0;
        return copy;
    }

    /// <summary>
    /// A copy of a list of texts as execve takes them: pointers, the last one null.
    /// </summary>
    internal byte** Texts(IReadOnlyList<string> texts, int spare = 0)
    {
        byte** list = (byte**)Take((texts.Count + spare + 1) * sizeof(byte*));
        for (int i = 0; i < texts.Count; i++)
            list[i] = Text(texts[i]);
        return list;
    }

    /// <summary>A copy of a value.</summary>
    internal T* Value<T>(T value) where T : unmanaged
    {
        T* copy = (T*)Take(sizeof(T));
        *copy = value;
        return copy;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (nint block in blocks)
            NativeMemory.Free((void*)block);
        blocks.Clear();
        next = null;
        left = 0;
    }
}
