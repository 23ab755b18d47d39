using MiniDocker.Oci;
using MiniDocker.Registry.Client;
using MiniDocker.Storage;
using MiniDocker.Storage.Content;
using MiniDocker.TestKit;

namespace MiniDocker.Registry.Tests.Client;

/// <summary>Our client and our server with each other, sometimes through a bad line.</summary>
public sealed class TransferTests(RegistryFixture registry)
    : IClassFixture<RegistryFixture>, IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ContentStore Source => new StorageRoot(_directory["source"]).Content;

    private ContentStore Target => new StorageRoot(_directory["target"]).Content;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Push_thenPull_bringsEveryByte()
    {
        Descriptor manifest = SampleImage.Write(Source, layers: 5, layerBytes: 300_000);
        ImageReference name = Name(registry.Domain, "round/trip:v1");

        await PushAsync(name, manifest);
        PulledImage pulled = await PullAsync(name);

        Assert.Equal(manifest.Digest, pulled.Root.Digest);
        foreach ((Digest digest, long size) in Source.List())
            Assert.True(Target.TryGetSize(digest, out long found) && found == size);
    }

    [Fact]
    public async Task Push_again_sendsNothing()
    {
        Descriptor manifest = SampleImage.Write(Source, layers: 2, layerBytes: 1000);
        ImageReference name = Name(registry.Domain, "again/push:v1");
        await PushAsync(name, manifest);
        var stages = new StageLog();

        await PushAsync(name, manifest, progress: stages);

        Assert.All(
            stages.Final, stage => Assert.Equal(TransferStage.Exists, stage));
    }

    [Fact]
    public async Task Push_ofWhatAnotherRepositoryHas_mountsIt()
    {
        Descriptor manifest = SampleImage.Write(Source, layers: 2, layerBytes: 1000);
        await PushAsync(Name(registry.Domain, "mount/from:v1"), manifest);
        var stages = new StageLog();

        await PushAsync(
            Name(registry.Domain, "mount/to:v1"), manifest, ["mount/from"], stages);

        Assert.All(
            stages.Final, stage => Assert.Equal(TransferStage.Mounted, stage));
    }

    [Fact]
    public async Task Pull_overALineThatBreaks_resumes()
    {
        Descriptor manifest = SampleImage.Write(Source, layers: 2, layerBytes: 3_000_000);
        await PushAsync(Name(registry.Domain, "bad/line:v1"), manifest);
        await using var line = new BreakingLine(registry.Domain, bytesBeforeBreak: 1_000_000);
        var stages = new StageLog();

        PulledImage pulled = await PullAsync(Name(line.Domain, "bad/line:v1"), stages);

        Assert.All(pulled.Content.Layers, layer => Assert.True(Target.Contains(layer.Digest)));
        Assert.Contains(TransferStage.Retrying, stages.All);
    }

    [Fact]
    public async Task Push_overALineThatBreaks_resumes()
    {
        Descriptor manifest = SampleImage.Write(Source, layers: 2, layerBytes: 3_000_000);
        await using var line = new BreakingLine(registry.Domain, bytesBeforeBreak: 1_000_000);
        var stages = new StageLog();

        await PushAsync(Name(line.Domain, "bad/push:v1"), manifest, progress: stages);

        Assert.Contains(TransferStage.Retrying, stages.All);
        await PullAsync(Name(registry.Domain, "bad/push:v1"));
    }

    [Fact]
    public async Task Pull_fromARegistryThatOnlyHangsUp_givesUpInOneLine()
    {
        await using var line = new BreakingLine(registry.Domain, bytesBeforeBreak: 0);

        var error = await Assert.ThrowsAsync<RegistryException>(
            () => PullAsync(Name(line.Domain, "bad/line:v1")));

        Assert.StartsWith($"cannot reach registry {line.Domain}: ", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task Pull_ofATamperedBlob_throwsAndKeepsNothing()
    {
        Descriptor manifest = SampleImage.Write(Source, layers: 1, layerBytes: 5000);
        ImageReference name = Name(registry.Domain, "tampered/blob:v1");
        await PushAsync(name, manifest);
        Digest layer = ImageManifest.Parse(Source.ReadBytes(manifest)).Layers[0].Digest;
        Tamper(layer);

        await Assert.ThrowsAsync<DigestMismatchException>(() => PullAsync(name));

        Assert.False(Target.Contains(layer));
        Assert.Empty(Directory.EnumerateFileSystemEntries($"{Target.Path}/ingest"));
    }

    [Fact]
    public async Task OpenBlob_isReadWhileItArrives_andStored()
    {
        Descriptor manifest = SampleImage.Write(Source, layers: 1, layerBytes: 2_000_000);
        ImageReference name = Name(registry.Domain, "one/pass:v1");
        await PushAsync(name, manifest);
        using var client = Client(name.Domain);
        var puller = new ImagePuller(client, Target);
        PulledImage image = await puller.ResolveAsync(name, Platform.Host, Cancel);
        Descriptor layer = image.Content.Layers[0];
        Assert.False(Target.Contains(layer.Digest));

        using (Stream stream = puller.OpenBlob(name, layer, Cancel))
        using (var copy = new MemoryStream())
        {
            await stream.CopyToAsync(copy, Cancel);
            Assert.Equal(layer.Digest, Digest.Compute(copy.ToArray()));
        }

        Assert.True(Target.Contains(layer.Digest));
    }

    [Fact]
    public async Task OpenBlob_disposedEarly_keepsWhatArrivedForTheNextOne()
    {
        Descriptor manifest = SampleImage.Write(Source, layers: 1, layerBytes: 30_000_000);
        ImageReference name = Name(registry.Domain, "early/stop:v1");
        await PushAsync(name, manifest);
        using var client = Client(name.Domain);
        var puller = new ImagePuller(client, Target);
        PulledImage image = await puller.ResolveAsync(name, Platform.Host, Cancel);
        Descriptor layer = image.Content.Layers[0];
        await using (Stream stream = puller.OpenBlob(name, layer, Cancel))
            await stream.ReadAtLeastAsync(new byte[1000], 1000, cancellationToken: Cancel);
        using (ContentWriter partial = Target.BeginIngest(layer.Digest, layer.Size, Cancel)!)
            Assert.InRange(partial.Position, 1000, layer.Size - 1);

        using Stream again = puller.OpenBlob(name, layer, Cancel);
        using var copy = new MemoryStream();
        await again.CopyToAsync(copy, Cancel);

        Assert.Equal(layer.Digest, Digest.Compute(copy.ToArray()));
    }

    [Fact]
    public async Task ListTags_thenDelete_isGone()
    {
        Descriptor manifest = SampleImage.Write(Source, layers: 1, layerBytes: 100);
        ImageReference name = Name(registry.Domain, "list/tags:v1");
        await PushAsync(name, manifest);
        using var client = Client(name.Domain);

        Assert.Equal(["v1"], await client.ListTagsAsync("list/tags", Cancel));
        await client.DeleteManifestAsync(name, Cancel);
        Assert.Empty(await client.ListTagsAsync("list/tags", Cancel));
    }

    [Fact]
    public async Task Pull_ofAMissingTag_saysItAsDockerDoes()
    {
        ImageReference name = Name(registry.Domain, "missing/image:v9");

        var error = await Assert.ThrowsAsync<RegistryException>(() => PullAsync(name));

        Assert.Equal(
            $"manifest for {registry.Domain}/missing/image:v9 not found: manifest unknown",
            error.Message);
    }

    [Fact]
    public async Task Pull_fromAClosedPort_saysConnectionRefused()
    {
        var error = await Assert.ThrowsAsync<RegistryException>(
            () => PullAsync(Name("127.0.0.1:1", "a:v1")));

        Assert.Equal("cannot reach registry 127.0.0.1:1: connection refused", error.Message);
    }

    private static ImageReference Name(string domain, string rest) =>
        ImageReference.Parse($"{domain}/{rest}");

    private static RegistryClient Client(
        string domain, IProgress<TransferReport>? progress = null) =>
        new(domain, new RegistryOptions
        {
            Credentials = CredentialStore.None,
            Progress = progress,
        });

    private async Task PushAsync(
        ImageReference name, Descriptor manifest, IReadOnlyList<string>? mountFrom = null,
        IProgress<TransferReport>? progress = null)
    {
        using RegistryClient client = Client(name.Domain, progress);
        await new ImagePusher(client, Source).PushAsync(name, manifest, mountFrom, Cancel);
    }

    private async Task<PulledImage> PullAsync(
        ImageReference name, IProgress<TransferReport>? progress = null)
    {
        using RegistryClient client = Client(name.Domain, progress);
        return await new ImagePuller(client, Target).PullAsync(name, Platform.Host, Cancel);
    }

    private void Tamper(Digest blob)
    {
        string path = $"{registry.Root}/content/blobs/sha256/{blob.Hex}";
        byte[] content = File.ReadAllBytes(path);
        content[100] ^= 1;
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllBytes(path, content);
    }
}
