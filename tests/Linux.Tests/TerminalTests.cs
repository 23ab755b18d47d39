using System.Text;
using Microsoft.Win32.SafeHandles;

namespace MiniDocker.Linux.Tests;

/// <summary>A pseudo-terminal, through the end that a person would sit at.</summary>
public sealed class TerminalTests : IDisposable
{
    private readonly SafeFileHandle terminal =
        File.OpenHandle("/dev/ptmx", access: FileAccess.ReadWrite, share: FileShare.ReadWrite);

    public void Dispose() => terminal.Dispose();

    [Fact]
    public void SetSize_is_read_back()
    {
        Terminal.SetSize(terminal, 30, 100);

        Assert.True(Terminal.TryGetSize(terminal, out int rows, out int columns));
        Assert.Equal((30, 100), (rows, columns));
    }

    [Fact]
    public void MakeRaw_ends_the_echo_until_it_is_disposed()
    {
        Assert.Equal("a\r\n", Type("a\n"));
        using (Terminal.MakeRaw(terminal))
        {
            Assert.Equal("", Type("b\n"));
        }

        Assert.Equal("c\r\n", Type("c\n"));
    }

    [Fact]
    public void IsTerminal_only_terminals()
    {
        using SafeFileHandle nothing = File.OpenHandle("/dev/null");

        Assert.True(Terminal.IsTerminal(terminal));
        Assert.False(Terminal.IsTerminal(nothing));
        Assert.False(Terminal.TryGetSize(nothing, out _, out _));
        Assert.Equal(Errno.ENOTTY,
            Assert.Throws<LinuxException>(() => Terminal.MakeRaw(nothing)).Errno);
    }

    private string Type(string keys)
    {
        Descriptors.WriteAll(terminal, Encoding.ASCII.GetBytes(keys));
        byte[] echo = new byte[64];
        return PollSet.WaitReadable(terminal, 200)
            ? Encoding.ASCII.GetString(echo, 0, (int)Descriptors.Read(terminal, echo))
            : "";
    }
}
