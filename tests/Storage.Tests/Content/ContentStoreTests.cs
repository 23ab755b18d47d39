using System.Text;
using MiniDocker.Oci;
using MiniDocker.Storage.Content;
using MiniDocker.TestKit;

namespace MiniDocker.Storage.Tests.Content;

public sealed class ContentStoreTests : IDisposable
{
    private static readonly byte[] Hello = Encoding.ASCII.GetBytes("hello");

    private readonly TemporaryDirectory _directory = new();
    private readonly ContentStore _store;

    public ContentStoreTests()
    {
        _store = new StorageRoot(_directory["root"]).Content;
    }

    public void Dispose() => _directory.Dispose();

    private ContentWriter? Begin(Digest digest, long size) =>
        _store.BeginIngest(digest, size, TestContext.Current.CancellationToken);

    [Fact]
    public void WriteBytes_twice_keepsOneReadOnlyBlob()
    {
        Descriptor first = _store.WriteBytes("text/plain", Hello);
        Descriptor second = _store.WriteBytes("text/plain", Hello);

        Assert.Equal(first, second);
        Assert.Equal(Hello, _store.ReadBytes(first));
        Assert.Equal((first.Digest, 5L), Assert.Single(_store.List()));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
            File.GetUnixFileMode(_store.BlobPath(first.Digest)));
    }

    [Fact]
    public void WriteBytes_always_leavesNoIngest()
    {
        _store.WriteBytes("text/plain", Hello);

        Assert.Empty(Directory.EnumerateFileSystemEntries($"{_store.Path}/ingest"));
    }

    [Fact]
    public void Commit_ofOtherContent_throwsAndKeepsNothing()
    {
        Digest expected = Digest.Compute(Hello);
        using (ContentWriter writer = Begin(expected, 5)!)
        {
            writer.Write("hallo"u8);
            Assert.Throws<DigestMismatchException>(() => writer.Commit());
        }

        Assert.False(_store.Contains(expected));
        Assert.Empty(Directory.EnumerateFileSystemEntries($"{_store.Path}/ingest"));
    }

    [Fact]
    public void Write_pastTheSize_throwsAtOnce()
    {
        using ContentWriter writer = Begin(Digest.Compute(Hello), 5)!;

        Assert.Throws<DigestMismatchException>(() => writer.Write("hello!"u8));
    }

    [Fact]
    public void Commit_tooEarly_throws()
    {
        using ContentWriter writer = Begin(Digest.Compute(Hello), 5)!;
        writer.Write("hell"u8);

        Assert.Throws<DigestMismatchException>(() => writer.Commit());
    }

    [Fact]
    public void BeginIngest_afterAnInterruption_goesOnWhereItStopped()
    {
        Digest digest = Digest.Compute(Hello);
        using (ContentWriter first = Begin(digest, 5)!)
            first.Write("hel"u8);

        using ContentWriter second = Begin(digest, 5)!;
        using (FileStream written = second.OpenWritten())
            Assert.Equal(3, written.Length);
        Assert.Equal(3, second.Position);
        second.Write("lo"u8);
        Assert.Equal(digest, second.Commit());
        Assert.True(_store.Contains(digest));
    }

    [Fact]
    public void BeginIngest_ofAPresentBlob_isNull()
    {
        Descriptor blob = _store.WriteBytes("text/plain", Hello);

        Assert.Null(Begin(blob.Digest, blob.Size));
    }

    [Fact]
    public async Task BeginIngest_whileAnotherWrites_waitsAndSharesItsWork()
    {
        Digest digest = Digest.Compute(Hello);
        ContentWriter first = Begin(digest, 5)!;
        CancellationToken cancel = TestContext.Current.CancellationToken;
        Task<ContentWriter?> second =
            Task.Run(() => Begin(digest, 5), cancel);
        first.Write(Hello);
        Assert.False(second.IsCompleted);

        first.Commit();
        first.Dispose();

        Assert.Null(await second);
    }

    [Fact]
    public async Task BeginIngest_whileAnotherGivesUp_takesOver()
    {
        Digest digest = Digest.Compute(Hello);
        ContentWriter first = Begin(digest, 5)!;
        CancellationToken cancel = TestContext.Current.CancellationToken;
        Task<ContentWriter?> second =
            Task.Run(() => Begin(digest, 5), cancel);
        first.Write("he"u8);
        first.Discard();
        first.Dispose();

        using ContentWriter writer = (await second)!;
        Assert.Equal(0, writer.Position);
        writer.Write(Hello);
        Assert.Equal(digest, writer.Commit());
    }

    [Fact]
    public async Task BeginIngest_fromManyThreads_commitsOnceAndLosesNobody()
    {
        byte[] content = new byte[300_000];
        new Random(1).NextBytes(content);
        Digest digest = Digest.Compute(content);
        int writers = 0;

        await Parallel.ForAsync(0, 8, TestContext.Current.CancellationToken, (_, cancel) =>
        {
            using ContentWriter? writer = _store.BeginIngest(digest, content.Length, cancel);
            if (writer is not null)
            {
                Interlocked.Increment(ref writers);
                writer.Write(content);
                writer.Commit();
            }

            return ValueTask.CompletedTask;
        });

        Assert.Equal(1, writers);
        Assert.True(_store.TryGetSize(digest, out long size) && size == content.Length);
    }

    [Fact]
    public void Commit_withSha512LearntAtTheEnd_namesTheBlobByIt()
    {
        Digest digest;
        using (var hash = Digest.CreateHash(DigestAlgorithm.Sha512))
        {
            hash.AppendData(Hello);
            digest = Digest.FromIncremental(DigestAlgorithm.Sha512, hash);
        }

        using ContentWriter writer = _store.BeginIngest();
        writer.Write(Hello);
        writer.Commit(digest);

        Assert.True(File.Exists($"{_store.Path}/blobs/sha512/{digest.Hex}"));
    }

    [Fact]
    public void OpenRead_ofADeletedBlob_stillReads()
    {
        Descriptor blob = _store.WriteBytes("text/plain", Hello);
        using FileStream stream = _store.OpenRead(blob.Digest);

        Assert.Equal(5, _store.Delete(blob.Digest));

        Assert.Equal(5, stream.ReadAtLeast(new byte[5], 5));
        Assert.Equal(0, _store.Delete(blob.Digest));
        Assert.Throws<BlobNotFoundException>(() => _store.OpenRead(blob.Digest));
    }

    [Fact]
    public void ReadBytes_ofATruncatedFile_throws()
    {
        Descriptor blob = _store.WriteBytes("text/plain", Hello);

        Assert.Throws<DigestMismatchException>(() => _store.ReadBytes(blob with { Size = 6 }));
    }

    [Fact]
    public void OpenIngest_withAClimbingName_isNull()
    {
        Assert.Null(_store.OpenIngest("../x", create: true));
        Assert.Null(_store.OpenIngest("", create: true));
    }

    [Fact]
    public void PruneIngests_removesWhatNobodyWrites()
    {
        using ContentWriter busy = _store.OpenIngest("busy", create: true)!;
        busy.Write("busy"u8);
        using (ContentWriter left = _store.OpenIngest("left", create: true)!)
            left.Write("left"u8);

        Assert.Equal(4, _store.PruneIngests(TimeSpan.Zero));

        Assert.Equal("busy", Path.GetFileName(
            Assert.Single(Directory.EnumerateDirectories($"{_store.Path}/ingest"))));
    }

    [Fact]
    public void ReplaceIndex_isAnOciLayoutThatCanBeReadBack()
    {
        Descriptor blob = _store.WriteBytes(MediaTypes.OciManifest, Hello);

        _store.ReplaceIndex([blob]);

        Assert.Equal(blob, Assert.Single(_store.ReadIndex().Manifests));
        Assert.Contains("1.0.0", File.ReadAllText($"{_store.Path}/oci-layout"));
    }

    [Fact]
    public void TryAcquireExclusive_whileALeaseIsHeld_isNull()
    {
        using (_store.AcquireLease(TestContext.Current.CancellationToken))
        {
            using FileLock other = _store.AcquireLease(TestContext.Current.CancellationToken);
            Assert.Null(_store.TryAcquireExclusive());
        }

        using FileLock? alone = _store.TryAcquireExclusive();
        Assert.NotNull(alone);
    }
}
