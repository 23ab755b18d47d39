using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;

namespace MiniDocker.Runtime.Stdio;

/// <summary>
/// Bytes between this process's stdin and stdout and the master of a program's terminal. If stdin
/// is a terminal it is raw meanwhile: what the keys mean is the inner terminal's to say.
/// </summary>
internal sealed class TerminalRelay : IDisposable
{
    private const int BufferBytes = 32 << 10;

    private readonly PidFd process;
    private readonly SafeFileHandle master;
    private readonly SafeFileHandle stdin = Descriptors.Own(0);
    private readonly SafeFileHandle stdout = Descriptors.Own(1);
    private readonly IDisposable? rawMode;
    private readonly PollSet poll = new();
    private readonly byte[] buffer = new byte[BufferBytes];
    private bool stdinOpen = true;

    internal TerminalRelay(PidFd process, SafeFileHandle master)
    {
        this.process = process;
        this.master = master;
        if (Terminal.IsTerminal(stdin))
        {
            CopySize(stdin, master);
            rawMode = Terminal.MakeRaw(stdin);
        }
    }

    /// <summary>Relays until the program has ended and everything it wrote was passed on.
    /// </summary>
    internal void Run()
    {
        bool masterOpen = true;
        while (masterOpen)
        {
            poll.Clear();
            int output = poll.Add(master, readable: true);
            int ended = poll.Add(process, readable: true);
            int input = stdinOpen ? poll.Add(stdin, readable: true) : -1;
            poll.Wait(-1);
            if (poll.IsReadable(output))
            {
                masterOpen = Move(master, stdout);
            }
            else if (poll.IsReady(ended))
            {
                return;
            }

            if (poll.IsReadable(input))
            {
                stdinOpen = Move(stdin, master);
            }
        }
    }

    /// <summary>Gives one terminal the size of another.</summary>
    internal static void CopySize(SafeFileHandle from, SafeFileHandle to)
    {
        if (Terminal.TryGetSize(from, out int rows, out int columns))
        {
            Terminal.SetSize(to, rows, columns);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => rawMode?.Dispose();

    private bool Move(SafeFileHandle from, SafeFileHandle to)
    {
        int count = Descriptors.Read(from, buffer);
        if (count > 0)
        {
            Descriptors.WriteAll(to, buffer.AsSpan(0, count));
        }

        return count != 0;
    }
}
