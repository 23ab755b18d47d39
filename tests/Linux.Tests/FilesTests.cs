using Microsoft.Win32.SafeHandles;
using MiniDocker.TestKit;

namespace MiniDocker.Linux.Tests;

/// <summary>Locks, directories, sockets and trees of untrusted links.</summary>
// A program that is being started holds every open descriptor until its execve: a pipe in a test
// beside it would end late.
[Collection("descriptors")]
public sealed class FilesTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void TryLock_exclusive_keeps_others_out_until_the_handle_is_closed()
    {
        using SafeFileHandle other = FileLocks.Open(directory["lock"]);
        using (SafeFileHandle mine = FileLocks.Open(directory["lock"]))
        {
            Assert.True(FileLocks.TryLock(mine, exclusive: true));
            Assert.False(FileLocks.TryLock(other, exclusive: false));
        }

        Assert.True(FileLocks.TryLock(other, exclusive: false));
    }

    [Fact]
    public void TryLock_shared_locks_live_together()
    {
        using SafeFileHandle one = FileLocks.Open(directory["lock"]);
        using SafeFileHandle two = FileLocks.Open(directory["lock"]);
        Assert.True(FileLocks.TryLock(one, exclusive: false));
        Assert.True(FileLocks.TryLock(two, exclusive: false));
        Assert.False(FileLocks.TryLock(one, exclusive: true));
    }

    [Fact]
    public void TryMake_of_two_only_one_is_first()
    {
        Assert.True(DirectoryMaker.TryMake(directory["d"]));
        Assert.False(DirectoryMaker.TryMake(directory["d"]));
        Assert.Equal(Errno.ENOENT, Assert.Throws<LinuxException>(
            () => DirectoryMaker.TryMake(directory["none/d"])).Errno);
    }

    [Fact]
    public void TryRemove_directory_with_something_in_it_stays()
    {
        Assert.True(DirectoryMaker.TryMake(directory["d"]));
        File.WriteAllText(directory["d/file"], "");
        Assert.False(DirectoryMaker.TryRemove(directory["d"]));
        File.Delete(directory["d/file"]);
        Assert.True(DirectoryMaker.TryRemove(directory["d"]));
        Assert.False(Directory.Exists(directory["d"]));
    }

    [Fact]
    public void RootedTree_absolute_and_climbing_links_stay_inside()
    {
        Directory.CreateDirectory(directory["root/etc"]);
        File.WriteAllText(directory["root/etc/passwd"], "inside");
        File.CreateSymbolicLink(directory["root/absolute"], "/etc");
        File.CreateSymbolicLink(directory["root/climbing"], "../../../../etc");
        using RootedTree tree = RootedTree.Open(directory["root"]);
        foreach (string link in (string[])["absolute", "climbing"])
        {
            using FileStream file = new(tree.OpenRead($"{link}/passwd"), FileAccess.Read);
            using StreamReader reader = new(file);
            Assert.Equal("inside", reader.ReadToEnd());
        }
    }

    [Fact]
    public void RootedTree_last_link_is_not_followed_when_it_is_read()
    {
        Directory.CreateDirectory(directory["root"]);
        File.CreateSymbolicLink(directory["root/link"], "/etc/hostname");
        using RootedTree tree = RootedTree.Open(directory["root"]);
        Assert.Equal(Errno.ELOOP,
            Assert.Throws<LinuxException>(() => tree.OpenRead("link")).Errno);
        Assert.Equal("/etc/hostname", tree.ReadLink("link"));
    }

    [Fact]
    public void UnixSocket_hands_an_open_file_over()
    {
        (SafeFileHandle one, SafeFileHandle two) = UnixSocket.Pair();
        File.WriteAllText(directory["file"], "hello");
        using (one)
        using (two)
        {
            using (SafeFileHandle file = File.OpenHandle(directory["file"]))
            {
                UnixSocket.SendDescriptor(one, "x"u8, file);
            }

            using SafeFileHandle received =
                UnixSocket.ReceiveDescriptor(two, stackalloc byte[16])!;
            byte[] bytes = new byte[5];
            Assert.Equal(5, Descriptors.Read(received, bytes));
            Assert.Equal("hello"u8.ToArray(), bytes);
        }
    }

    [Fact]
    public void UnixSocket_path_that_nobody_listens_on_is_refused()
    {
        Assert.Equal(Errno.ENOENT, Assert.Throws<LinuxException>(
            () => UnixSocket.Connect(directory["none"])).Errno);
        using (SafeFileHandle listener = UnixSocket.Listen(directory["socket"]))
        {
            UnixSocket.Connect(directory["socket"]).Dispose();
        }

        Assert.Equal(Errno.ECONNREFUSED, Assert.Throws<LinuxException>(
            () => UnixSocket.Connect(directory["socket"])).Errno);
    }

    [Fact]
    public void Poll_pipe_is_readable_when_there_is_something()
    {
        (SafeFileHandle read, SafeFileHandle write) = Descriptors.Pipe();
        using (read)
        using (write)
        {
            Assert.False(PollSet.WaitReadable(read, 0));
            Descriptors.WriteAll(write, "x"u8);
            Assert.True(PollSet.WaitReadable(read, 0));
        }
    }

    [Fact]
    public void Read_non_blocking_pipe_says_that_it_would_block()
    {
        (SafeFileHandle read, SafeFileHandle write) = Descriptors.Pipe();
        using (read)
        {
            Descriptors.SetNonBlocking(read);
            byte[] bytes = new byte[4];
            Assert.Equal(Descriptors.WouldBlock, Descriptors.Read(read, bytes));
            write.Dispose();
            Assert.Equal(0, Descriptors.Read(read, bytes));
        }
    }
}
