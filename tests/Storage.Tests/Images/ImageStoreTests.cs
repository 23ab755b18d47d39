using MiniDocker.Oci;
using MiniDocker.Storage.Images;
using MiniDocker.TestKit;

namespace MiniDocker.Storage.Tests.Images;

public sealed class ImageStoreTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly StorageRoot _root;

    public ImageStoreTests() => _root = new StorageRoot(_directory.Path);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Find_after_Set_is_the_target_under_every_spelling()
    {
        Descriptor target = Store("one");
        _root.Images.Set(ImageReference.Parse("app"), target);

        Assert.Equal(target.Digest, _root.Images.FindByName("app")!.Target.Digest);
        Assert.Equal(
            target.Digest, _root.Images.FindByName("docker.io/library/app:latest")!.Target.Digest);
        Assert.Equal(target.Digest, _root.Images.FindByName($"app@{target.Digest}")!.Target.Digest);
        Assert.Null(_root.Images.FindByName("app:other"));
    }

    [Fact]
    public void Set_of_a_tag_and_of_a_deeper_repository_of_the_same_name_both_stay()
    {
        _root.Images.Set(ImageReference.Parse("localhost/foo:bar"), Store("one"));
        _root.Images.Set(ImageReference.Parse("localhost/foo/bar:latest"), Store("two"));

        Assert.Equal(
            ["localhost/foo/bar:latest", "localhost/foo:bar"],
            _root.Images.List().Select(r => r.Name!.ToString()));
    }

    [Fact]
    public void Set_over_the_last_name_of_an_image_leaves_it_without_a_name()
    {
        Descriptor old = Store("old");
        _root.Images.Set(ImageReference.Parse("app"), old);
        _root.Images.Set(ImageReference.Parse("app"), Store("new"));
        Assert.Single(_root.Images.List(), r => r.Name is null && r.Target.Digest == old.Digest);

        _root.Images.Set(ImageReference.Parse("app:old"), old);
        Assert.DoesNotContain(_root.Images.List(), r => r.Name is null);
    }

    [Fact]
    public void Remove_leaves_no_empty_directory()
    {
        _root.Images.Set(ImageReference.Parse("q.io/a/b/c"), Store("one"));
        StoredReference reference = Assert.Single(_root.Images.List());

        Assert.True(_root.Images.Remove(reference));
        Assert.False(_root.Images.Remove(reference));
        Assert.Empty(Directory.GetDirectories(_root.ImagesDirectory));
    }

    [Fact]
    public void Resolve_by_the_start_of_an_id_finds_the_only_one()
    {
        _root.Images.Set(ImageReference.Parse("app"), Store("one"));
        Image image = _root.Images.Resolve("app");

        Assert.Equal(image.Id, _root.Images.Resolve(image.Id.Hex[..6]).Id);
        Assert.Equal(image.Id, _root.Images.Resolve(image.Id.ToString()).Id);
        Assert.Equal("No such image: nothing:latest", Assert.Throws<ImageNotFoundException>(
            () => _root.Images.Resolve("nothing")).Message);
    }

    [Fact]
    public void Resolve_by_a_start_that_two_ids_share_is_refused()
    {
        for (int i = 0; i < 40; i++)
            _root.Images.Set(ImageReference.Parse($"app:{i}"), Store($"image {i}"));
        string shared = _root.Images.Images().GroupBy(i => i.Image.Id.Hex[..1])
            .First(g => g.Count() > 1).Key;

        ImageException e = Assert.Throws<ImageException>(() => _root.Images.Resolve(shared));
        Assert.Equal($"multiple IDs found with provided prefix: {shared}", e.Message);
    }

    [Fact]
    public void Resolve_of_an_index_takes_the_platform_asked_for()
    {
        Descriptor amd64 = Store("a", "amd64"), arm64 = Store("b", "arm64");
        Descriptor index = _root.Content.WriteBytes(MediaTypes.OciIndex, new ImageIndex
        {
            MediaType = MediaTypes.OciIndex,
            Manifests =
            [
                arm64 with { Platform = Platform.Parse("linux/arm64") },
                amd64 with { Platform = Platform.Parse("linux/amd64") },
            ],
        }.ToJson());
        _root.Images.Set(ImageReference.Parse("multi"), index);

        Assert.Equal(arm64.Digest,
            _root.Images.Resolve("multi", Platform.Parse("linux/arm64")).ManifestBlob.Digest);
        Assert.Equal(amd64.Digest,
            _root.Images.Resolve("multi", Platform.Parse("linux/amd64")).ManifestBlob.Digest);
        Assert.Throws<ImageNotFoundException>(
            () => _root.Images.Resolve("multi", Platform.Parse("linux/s390x")));
    }

    [Fact]
    public void Find_of_a_damaged_or_newer_file_says_which()
    {
        _root.Images.Set(ImageReference.Parse("app"), Store("one"));
        string path = Path.Combine(_root.ImagesDirectory, "docker.io/library/app/:latest");
        File.WriteAllText(path, """{"version":9,"target":{}}""");
        ImageException newer =
            Assert.Throws<ImageException>(() => _root.Images.FindByName("app"));
        Assert.Contains($"{path}: format version 9 is not known", newer.Message);

        File.WriteAllText(path, "{");
        ImageException damaged =
            Assert.Throws<ImageException>(() => _root.Images.FindByName("app"));
        Assert.Contains("damaged image reference", damaged.Message);
    }

    private Descriptor Store(string comment, string architecture = "amd64")
    {
        var config = new ImageConfig
        {
            OS = "linux",
            Architecture = architecture,
            Comment = comment,
        };
        return _root.Content.WriteBytes(MediaTypes.OciManifest, new ImageManifest
        {
            Config = _root.Content.WriteBytes(MediaTypes.OciConfig, config.ToJson()),
        }.ToJson());
    }
}
