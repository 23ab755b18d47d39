using System.Text;
using Microsoft.Win32.SafeHandles;
using MiniDocker.TestKit;

namespace MiniDocker.Linux.Tests;

/// <summary>Names below a directory handle: what hostile links cannot do.</summary>
public sealed class PathAtTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly SafeFileHandle root;

    public PathAtTests()
    {
        Directory.CreateDirectory(directory["root/sub"]);
        File.WriteAllText(directory["root/sub/file"], "inside");
        Directory.CreateDirectory(directory["outside"]);
        File.WriteAllText(directory["outside/file"], "outside");
        File.CreateSymbolicLink(directory["root/out"], directory["outside"]);
        root = PathAt.OpenDirectory(directory["root"]);
    }

    public void Dispose()
    {
        root.Dispose();
        directory.Dispose();
    }

    [Theory]
    [InlineData("../outside/file", PathAt.ENOENT)]
    [InlineData("sub/../../../outside/file", PathAt.ENOENT)]
    [InlineData("out/file", PathAt.ENOENT)]
    [InlineData("/sub/../../sub/file", 0)]
    public void OpenInRoot_dots_and_links_end_at_the_root(string path, int expected) =>
        Assert.Equal(expected, OpenInRoot(path, 0));

    [Fact]
    public void OpenInRoot_without_links_refuses_one_on_the_way()
    {
        File.CreateSymbolicLink(directory["root/alias"], "sub");

        Assert.Equal(0, OpenInRoot("alias/file", 0));
        Assert.Equal(PathAt.ELOOP, OpenInRoot("alias/file", PathAt.RESOLVE_NO_SYMLINKS));
    }

    [Fact]
    public void Open_link_is_not_followed()
    {
        int errno = PathAt.Open(root, "out"u8, PathAt.O_RDONLY, 0, out SafeFileHandle file);
        file.Dispose();

        Assert.Equal(PathAt.ELOOP, errno);
    }

    [Fact]
    public void RemoveTree_takes_links_away_and_leaves_what_they_point_to()
    {
        File.CreateSymbolicLink(directory["root/sub/out"], directory["outside"]);

        Assert.Equal(0, PathAt.RemoveTree(root, "sub"u8));
        Assert.Equal(0, PathAt.RemoveTree(root, "out"u8));
        Assert.Equal(PathAt.ENOENT, PathAt.RemoveTree(root, "none"u8));

        Assert.Empty(PathAt.ReadNames(root));
        Assert.True(File.Exists(directory["outside/file"]));
    }

    [Fact]
    public void ReadNames_are_in_the_order_of_their_bytes()
    {
        File.WriteAllText(directory["root/é"], "");
        File.WriteAllText(directory["root/Z"], "");

        Assert.Equal(["Z", "out", "sub", "é"],
            PathAt.ReadNames(root).Select(Encoding.UTF8.GetString));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Xattr_is_read_back(int length)
    {
        byte[] value = [.. Enumerable.Range(0, length).Select(i => (byte)i)];
        Assert.Equal(0, PathAt.SetXattr(root, "sub"u8, "user.colour"u8, value));

        Assert.Equal(0, PathAt.GetXattr(root, "sub"u8, "user.colour"u8, out byte[] read));
        Assert.Equal(value, read);
        Assert.Equal(0, PathAt.ListXattrs(root, "sub"u8, out List<byte[]> names));
        Assert.Contains(names, name => name.AsSpan().SequenceEqual("user.colour"u8));
    }

    [Fact]
    public void GetXattr_that_is_not_there_is_ENODATA() => Assert.Equal(PathAt.ENODATA,
        PathAt.GetXattr(root, "sub"u8, "user.none"u8, out _));

    [Fact]
    public void ReadLink_gives_the_target_and_refuses_what_is_no_link()
    {
        Assert.Equal(0, PathAt.ReadLink(root, "out"u8, out byte[] target));
        Assert.Equal(directory["outside"], Encoding.UTF8.GetString(target));
        Assert.Equal(PathAt.EINVAL, PathAt.ReadLink(root, "sub"u8, out _));
    }

    private int OpenInRoot(string path, ulong resolve)
    {
        int errno = PathAt.OpenInRoot(root, Encoding.UTF8.GetBytes(path),
            PathAt.O_RDONLY, resolve, out SafeFileHandle file);
        file.Dispose();
        return errno;
    }
}
