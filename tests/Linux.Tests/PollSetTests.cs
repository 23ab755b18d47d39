using Microsoft.Win32.SafeHandles;

namespace MiniDocker.Linux.Tests;

/// <summary>Waiting for many descriptors at once.</summary>
[Collection("descriptors")]
public sealed class PollSetTests
{
    [Fact]
    public void Wait_tells_which_of_many_has_something()
    {
        (SafeFileHandle Read, SafeFileHandle Write)[] pipes =
            [.. Enumerable.Range(0, 40).Select(_ => Descriptors.Pipe())];
        PollSet set = new();
        int[] indexes = [.. pipes.Select(pipe => set.Add(pipe.Read, readable: true))];
        bool before = set.Wait(0);
        Descriptors.WriteAll(pipes[33].Write, "x"u8);
        bool after = set.Wait(0);
        int[] ready = [.. indexes.Where(set.IsReadable)];
        foreach ((SafeFileHandle read, SafeFileHandle write) in pipes)
        {
            read.Dispose();
            write.Dispose();
        }

        Assert.False(before);
        Assert.True(after);
        Assert.Equal([33], ready);
    }

    [Fact]
    public void Wait_without_conditions_reports_the_hang_up_alone()
    {
        (SafeFileHandle read, SafeFileHandle write) = Descriptors.Pipe();
        using (read)
        {
            PollSet set = new();
            int index = set.Add(read, readable: false);
            Descriptors.WriteAll(write, "x"u8);
            Assert.False(set.Wait(0));
            write.Dispose();
            Assert.True(set.Wait(0));
            Assert.True(set.IsReady(index));
        }
    }

    [Fact]
    public void IsWritable_empty_pipe_has_room()
    {
        (SafeFileHandle read, SafeFileHandle write) = Descriptors.Pipe();
        using (read)
        using (write)
        {
            PollSet set = new();
            int index = set.Add(write, readable: false, writable: true);
            Assert.True(set.Wait(0));
            Assert.True(set.IsWritable(index));
            Assert.False(set.IsReadable(index));
        }
    }
}
