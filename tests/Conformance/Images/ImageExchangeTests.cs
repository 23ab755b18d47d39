using System.Text.Json.Nodes;
using MiniDocker.TestKit;

namespace MiniDocker.Conformance.Images;

/// <summary>Our images in other tools' hands and theirs in ours: same config, same files.</summary>
public sealed class ImageExchangeTests : IDisposable
{
    private const string Name = "docker.io/library/sample:latest";

    private readonly ImageRoot _ours;
    private readonly string _id;

    public ImageExchangeTests()
    {
        Needs.Root();
        _ours = new ImageRoot();
        _id = _ours.ImportSample("sample");
    }

    public void Dispose() => _ours.Dispose();

    [Fact]
    public void Content_store_is_a_layout_that_skopeo_reads()
    {
        string skopeo = Needs.Program("skopeo", "skopeo");
        string copy = _ours.File("copy");
        Command.Run(skopeo, "copy", "--insecure-policy", $"oci:{_ours.Content}:{Name}",
            $"dir:{copy}").MustSucceed();

        Assert.Equal(_id, ConfigDigest(File.ReadAllText($"{copy}/manifest.json")));
    }

    [Fact]
    public void Content_store_is_a_layout_that_umoci_unpacks_to_the_same_files()
    {
        string umoci = Needs.Program("umoci", "umoci");
        string bundle = _ours.File("bundle");
        Command.Run(umoci, "unpack", "--image", $"{_ours.Content}:{Name}", bundle).MustSucceed();

        AssertSameTree($"{bundle}/rootfs");
    }

    [Fact]
    public void Save_is_an_archive_that_podman_loads_to_the_same_files()
    {
        using var podman = new Podman(_ours.File("podman"));
        _ours.Run("save", "-o", _ours.File("save.tar"), "sample").MustSucceed();
        podman.Run("load", "-i", _ours.File("save.tar"));

        Assert.Equal(_id[7..], podman.Run("image", "inspect", "-f", "{{.Id}}", Name).Trim());
        string mounted = podman.Run("image", "mount", Name).Trim();
        AssertSameTree(mounted);
        podman.Run("image", "unmount", Name);
    }

    [Theory]
    [InlineData("docker-archive")]
    [InlineData("oci-archive")]
    public void Load_of_what_podman_saves_is_the_same_image(string format)
    {
        using var podman = new Podman(_ours.File("podman"));
        using var other = new ImageRoot();
        _ours.Run("save", "-o", _ours.File("save.tar"), "sample").MustSucceed();
        podman.Run("load", "-i", _ours.File("save.tar"));
        podman.Run("save", "--format", format, "-o", _ours.File("podman.tar"), Name);

        CommandResult loaded = other.Run("load", "-i", _ours.File("podman.tar")).MustSucceed();
        Assert.Equal("Loaded image: sample:latest\n", loaded.Output);
        AssertSameTree(other.Tree("sample"));
        if (format == "docker-archive")
            Assert.Equal(_id, other.Run("images", "-q", "--no-trunc").MustSucceed().Output.Trim());
    }

    [Theory]
    [InlineData("docker-archive")]
    [InlineData("oci-archive")]
    public void Load_of_what_skopeo_writes_is_the_same_image(string format)
    {
        string skopeo = Needs.Program("skopeo", "skopeo");
        using var other = new ImageRoot();
        string archive = _ours.File("skopeo.tar");
        Command.Run(skopeo, "copy", "--insecure-policy", $"oci:{_ours.Content}:{Name}",
            $"{format}:{archive}:{Name}").MustSucceed();
        ImageRoot.Shell($"gzip -1 {archive}");

        other.Run("load", "-i", archive + ".gz").MustSucceed();
        AssertSameTree(other.Tree("sample"));
        CommandResult inspected =
            other.Run("image", "inspect", "-f", "{{.Id}}", "sample").MustSucceed();
        Assert.Equal(_id, inspected.Output.Trim());
    }

    [Fact]
    public void Load_of_our_own_save_is_the_same_image()
    {
        using var other = new ImageRoot();
        _ours.Run("tag", "sample", "localhost:5000/a/b:c").MustSucceed();
        ImageRoot.Shell($"{Repository.Executable("minidocker")} --root {_ours.Root} save sample "
            + $"localhost:5000/a/b:c | {Repository.Executable("minidocker")} --root {other.Root} "
            + "load");

        string format = "{{json .Config}} {{.Id}} {{.RepoTags}}";
        Assert.Equal(
            _ours.Run("image", "inspect", "-f", format, "sample").Output,
            other.Run("image", "inspect", "-f", format, "sample").MustSucceed().Output);
        AssertSameTree(other.Tree("sample"));
    }

    private void AssertSameTree(string tree) =>
        Assert.Equal(ImageRoot.Describe(_ours.File("tree")), ImageRoot.Describe(tree));

    private static string ConfigDigest(string manifest) =>
        (string)JsonNode.Parse(manifest)!["config"]!["digest"]!;
}
