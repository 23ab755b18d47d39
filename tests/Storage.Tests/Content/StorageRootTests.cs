using MiniDocker.TestKit;

namespace MiniDocker.Storage.Tests.Content;

public sealed class StorageRootTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Open_ofAMissingRoot_createsNothing()
    {
        StorageRoot.Open(_directory["root"]);

        Assert.False(Directory.Exists(_directory["root"]));
    }

    [Fact]
    public void EnsureCreated_thenOpen_isUnderstood()
    {
        new StorageRoot(_directory["root"]).EnsureCreated();

        Assert.Equal(_directory["root"], StorageRoot.Open(_directory["root"]).Path);
    }

    [Fact]
    public void Open_ofANewerFormat_saysWhatToDo()
    {
        new StorageRoot(_directory["root"]).EnsureCreated();
        File.WriteAllText(_directory["root/format"], "minidocker root, format 7\n");

        var error = Assert.Throws<StorageFormatException>(
            () => StorageRoot.Open(_directory["root"]));

        Assert.Contains("format 7", error.Message);
        Assert.Contains("--root", error.Message);
    }

    [Fact]
    public void RuntimeDirectory_ofTwoRoots_differs()
    {
        Assert.Equal("/run/minidocker", new StorageRoot(StorageRoot.DefaultPath).RuntimeDirectory);
        Assert.NotEqual(
            new StorageRoot("/a").RuntimeDirectory, new StorageRoot("/b").RuntimeDirectory);
        Assert.Matches("^/run/minidocker/[0-9a-f]{12}$", new StorageRoot("/a").RuntimeDirectory);
    }

    [Fact]
    public void Replace_ofAFile_leavesNoTemporary()
    {
        string path = _directory["d/file"];

        DurableFile.Replace(path, "one"u8);
        DurableFile.Replace(path, "two"u8);

        Assert.Equal("two", File.ReadAllText(path));
        Assert.Equal(path, Assert.Single(Directory.EnumerateFiles(_directory["d"])));
    }

    [Fact]
    public void Acquire_ofAHeldLock_canBeCalledOff()
    {
        using FileLock held = FileLock.Acquire(
            _directory["lock"], FileLockKind.Exclusive, TestContext.Current.CancellationToken);
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        Assert.Throws<OperationCanceledException>(
            () => FileLock.Acquire(_directory["lock"], FileLockKind.Shared, cancel.Token));
    }
}
