using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;

namespace MiniDocker.Runtime.Shim;

/// <summary>
/// The shim's ends of a container's stdio: the master of its terminal, or up to three pipes. Made
/// anew for every start.
/// </summary>
internal sealed class ContainerStdio : IDisposable
{
    private readonly ByteQueue input = new();
    private SafeFileHandle? stdin;
    private SafeFileHandle? stdout;
    private SafeFileHandle? stderr;
    private bool inputEnds;

    /// <summary>Whether every output has come to its end.</summary>
    internal bool IsDrained => stdout is null && stderr is null;

    /// <summary>Whether so much input waits that no more is taken from clients.</summary>
    internal bool IsInputFull => input.Count >= ShimLimits.StdinBacklogBytesMax;

    internal bool IsTerminal { get; private init; }

    internal int StdoutIndex { get; private set; }

    internal int StderrIndex { get; private set; }

    internal int StdinIndex { get; private set; }

    /// <summary>Makes the pipes. The container's ends are the caller's to close.</summary>
    internal static ContainerStdio Pipes(bool openStdin, out SafeFileHandle[] containerEnds)
    {
        (SafeFileHandle outRead, SafeFileHandle outWrite) = Descriptors.Pipe();
        (SafeFileHandle errRead, SafeFileHandle errWrite) = Descriptors.Pipe();
        SafeFileHandle inRead;
        SafeFileHandle? inWrite = null;
        if (openStdin)
        {
            (inRead, inWrite) = Descriptors.Pipe();
            Descriptors.SetNonBlocking(inWrite);
        }
        else
        {
            inRead = File.OpenHandle("/dev/null");
        }

        Descriptors.SetNonBlocking(outRead);
        Descriptors.SetNonBlocking(errRead);
        containerEnds = [inRead, outWrite, errWrite];
        return new ContainerStdio { stdin = inWrite, stdout = outRead, stderr = errRead };
    }

    /// <summary>Takes a terminal's master, which this owns from here on.</summary>
    internal static ContainerStdio OfTerminal(SafeFileHandle master)
    {
        Descriptors.SetNonBlocking(master);
        return new ContainerStdio { stdout = master, stdin = master, IsTerminal = true };
    }

    internal void AddTo(PollSet poll, bool takesOutput)
    {
        StdoutIndex = stdout is not null && (takesOutput || IsTerminal && input.Count > 0)
            ? poll.Add(stdout, takesOutput, IsTerminal && input.Count > 0) : -1;
        StderrIndex = stderr is not null && takesOutput ? poll.Add(stderr, readable: true) : -1;
        StdinIndex = IsTerminal ? StdoutIndex
            : stdin is not null && input.Count > 0 ? poll.Add(stdin, false, writable: true) : -1;
    }

    /// <summary>Reads once from one output; what ended is closed.</summary>
    /// <returns>The number of bytes; 0 if there are none now.</returns>
    internal int Read(bool fromStderr, Span<byte> buffer)
    {
        ref SafeFileHandle? source = ref fromStderr ? ref stderr : ref stdout;
        if (source is null)
        {
            return 0;
        }

        int count = Descriptors.Read(source, buffer);
        if (count == 0)
        {
            source.Dispose();
            source = null;
        }

        return Math.Max(count, 0);
    }

    /// <summary>Queues input; dropped if the container has no stdin.</summary>
    internal void WriteInput(ReadOnlySpan<byte> bytes)
    {
        if (stdin is not null)
        {
            input.Append(bytes);
            SendInput();
        }
    }

    /// <summary>Ends stdin after what is queued. A terminal has no such end.</summary>
    internal void EndInput()
    {
        inputEnds = !IsTerminal;
        SendInput();
    }

    internal void SendInput()
    {
        try
        {
            while (input.Count > 0 && stdin is { IsClosed: false })
            {
                int count = Descriptors.Write(stdin, input.Head);
                if (count == Descriptors.WouldBlock)
                {
                    return;
                }

                input.Drop(count);
            }
        }
        catch (LinuxException)
        {
            // Nobody reads any more (EPIPE), which is the container's right.
            input.Clear();
            inputEnds = true;
        }

        if (inputEnds && !IsTerminal)
        {
            stdin?.Dispose();
            stdin = null;
        }
    }

    /// <summary>Sets the terminal's size; nothing without one.</summary>
    internal void Resize(int rows, int columns)
    {
        if (IsTerminal && stdout is not null)
        {
            Terminal.SetSize(stdout, rows, columns);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stdin?.Dispose();
        stdout?.Dispose();
        stderr?.Dispose();
    }
}
