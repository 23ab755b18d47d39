using System.Runtime.InteropServices;
using System.Text;

namespace MiniDocker.Linux;

/// <summary>A null-terminated vector of C strings, as execve takes it. Owns its memory.</summary>
internal sealed unsafe class Utf8Vector : IDisposable
{
    internal Utf8Vector(IReadOnlyList<string> texts)
    {
        nuint bytes = (nuint)(texts.Count + 1) * (nuint)sizeof(byte*);
        nuint head = bytes;
        foreach (string text in texts)
        {
            bytes += (nuint)Encoding.UTF8.GetByteCount(text) + 1;
        }

        Pointer = (byte**)NativeMemory.AllocZeroed(bytes);
        byte* next = (byte*)Pointer + head;
        for (int i = 0; i < texts.Count; i++)
        {
            Pointer[i] = next;
            int room = Encoding.UTF8.GetByteCount(texts[i]);
            next += Encoding.UTF8.GetBytes(texts[i], new Span<byte>(next, room)) + 1;
        }
    }

    internal byte** Pointer { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.Free(Pointer);
        Pointer = null;
    }
}
