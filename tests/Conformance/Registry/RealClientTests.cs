using MiniDocker.TestKit;

namespace MiniDocker.Conformance.Registry;

/// <summary>Our registry in the hands of clients that others wrote.</summary>
public sealed class RealClientTests : IDisposable
{
    private readonly ServedRegistry _registry = new();
    private readonly TemporaryDirectory _directory = new();

    public void Dispose()
    {
        _registry.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Skopeo_copiesThereAndBack_theSameBlobs()
    {
        string skopeo = Needs.Program("skopeo", "skopeo");
        string image = WriteImage();

        Command.Run(
            skopeo, "copy", "-q", "--dest-tls-verify=false", $"oci:{image}:v1",
            $"docker://{_registry.Domain}/skopeo/a:v1").MustSucceed();
        Command.Run(
            skopeo, "copy", "-q", "--src-tls-verify=false",
            $"docker://{_registry.Domain}/skopeo/a:v1", $"oci:{_directory["back"]}:v1")
            .MustSucceed();

        Assert.Equal(Blobs(image), Blobs(_directory["back"]));
    }

    [Fact]
    public void Skopeo_copiesBetweenRepositories_listsAndDeletes()
    {
        string skopeo = Needs.Program("skopeo", "skopeo");
        Command.Run(
            skopeo, "copy", "-q", "--dest-tls-verify=false", $"oci:{WriteImage()}:v1",
            $"docker://{_registry.Domain}/skopeo/a:v1").MustSucceed();

        Command.Run(
            skopeo, "copy", "-q", "--src-tls-verify=false", "--dest-tls-verify=false",
            $"docker://{_registry.Domain}/skopeo/a:v1",
            $"docker://{_registry.Domain}/skopeo/b:v2").MustSucceed();
        string tags = Command.Run(
            skopeo, "list-tags", "--tls-verify=false", $"docker://{_registry.Domain}/skopeo/b")
            .MustSucceed().Output;
        Command.Run(
            skopeo, "delete", "--tls-verify=false", $"docker://{_registry.Domain}/skopeo/b:v2")
            .MustSucceed();

        Assert.Contains("\"v2\"", tags);
        Assert.NotEqual(0, Command.Run(
            skopeo, "inspect", "--tls-verify=false",
            $"docker://{_registry.Domain}/skopeo/b:v2").ExitCode);
    }

    [Theory]
    [InlineData("podman")]
    [InlineData("buildah")]
    public void Containers_pullsAndPushes(string name)
    {
        Needs.Root();
        string client = Needs.Program(name, name);
        Command.Run(
            Needs.Program("skopeo", "skopeo"), "copy", "-q", "--dest-tls-verify=false",
            $"oci:{WriteImage()}:v1", $"docker://{_registry.Domain}/c/a:v1").MustSucceed();
        string[] store =
        [
            "--root", _directory["store"], "--runroot", _directory["run"],
            "--storage-driver", "vfs",
        ];

        Command.Run(
            client, [.. store, "pull", "-q", "--tls-verify=false", $"{_registry.Domain}/c/a:v1"])
            .MustSucceed();
        Command.Run(
            client,
            [
                .. store, "push", "-q", "--tls-verify=false", $"{_registry.Domain}/c/a:v1",
                $"docker://{_registry.Domain}/c/b:v1",
            ]).MustSucceed();

        Command.Run(
            "skopeo", "inspect", "--tls-verify=false", $"docker://{_registry.Domain}/c/b:v1")
            .MustSucceed();
    }

    private string WriteImage()
    {
        Directory.CreateDirectory(_directory["files"]);
        File.WriteAllText(_directory["files/hello"], Guid.NewGuid().ToString());
        string image = _directory[$"image-{Guid.NewGuid():N}"];
        string umoci = Needs.Program("umoci", "umoci");
        Command.Run(umoci, "init", "--layout", image).MustSucceed();
        Command.Run(umoci, "new", "--image", $"{image}:v1").MustSucceed();
        Command.Run(
            umoci, "insert", "--image", $"{image}:v1", _directory["files"], "/files")
            .MustSucceed();
        Command.Run(umoci, "gc", "--layout", image).MustSucceed();
        return image;
    }

    private static string[] Blobs(string layout) =>
        [.. Directory.GetFiles(Path.Combine(layout, "blobs/sha256"))
            .Select(path => Path.GetFileName(path)).Order()];
}
