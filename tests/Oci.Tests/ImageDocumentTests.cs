using System.Text;
using System.Text.Json.Nodes;

namespace MiniDocker.Oci.Tests;

public sealed class ImageDocumentTests
{
    private const string Hash =
        "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private const string DockerConfig = """
        {"architecture":"arm64","os":"linux","variant":"v8","created":"2024-01-02T03:04:05.123456789Z",
         "docker_version":"28.5","config":{"User":"1:2","ExposedPorts":{"80/tcp":{}},"Env":["A=b"],
         "Entrypoint":["/e"],"Cmd":["c"],"Volumes":{"/v":{}},"WorkingDir":"/w",
         "Labels":{"z":"1","a":"2"},"StopSignal":"SIGINT","StopTimeout":3,"OnBuild":["RUN x"],
         "Shell":["/bin/bash","-c"],"Healthcheck":{"Test":["CMD","true"],"Interval":5000000000,
         "Timeout":1,"StartPeriod":2,"StartInterval":3,"Retries":4}},
         "history":[{"created":"2024-01-02T03:04:05Z","created_by":"RUN x","empty_layer":true}],
         "rootfs":{"type":"layers","diff_ids":["HASH"]},"new_field":{"x":1}}
        """;

    [Fact]
    public void ImageConfig_keeps_every_docker_field()
    {
        string json = DockerConfig.Replace("HASH", Hash, StringComparison.Ordinal);
        ImageConfig config = ImageConfig.Parse(Encoding.UTF8.GetBytes(json));

        JsonObject expected = JsonNode.Parse(json)!.AsObject();
        expected.Remove("new_field");
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(config.ToJson())));
        Assert.Equal("linux/arm64/v8", config.Platform.ToString());
        Assert.Equal(5_000_000_000, config.Config.Healthcheck!.IntervalNs);
        Assert.Equal(2024, config.CreatedTime!.Value.Year);
        Assert.Equal(config.ToJson(), ImageConfig.Parse(config.ToJson()).ToJson());
    }

    [Fact]
    public void ImageConfig_takes_gos_nulls_and_old_strings()
    {
        ImageConfig config = ImageConfig.Parse("""
            {"os":"linux","architecture":"amd64","config":{"Env":null,"Entrypoint":"/bin/sh",
            "Volumes":null},"history":null,"rootfs":{"type":"layers","diff_ids":null}}
            """u8);

        Assert.Equal(["/bin/sh"], config.Config.Entrypoint);
        Assert.Empty(config.Rootfs.DiffIds);
        Assert.True(config.ChainId.IsEmpty);
    }

    [Theory]
    [InlineData("""{"schemaVersion":1,"layers":[]}""", "schemaVersion: Docker's schema 1")]
    [InlineData("""{"schemaVersion":3}""", "schemaVersion: 3, expected 2")]
    [InlineData("""{"schemaVersion":2}""", "config.digest: missing")]
    [InlineData("""{"schemaVersion":2,"config":{"digest":"sha256:xx","size":1}}""",
        "config.digest: invalid digest \"sha256:xx\"")]
    [InlineData("""{"schemaVersion":2,"config":{"digest":"HASH","size":-1}}""",
        "config.size: -1 is not between")]
    [InlineData("""{"schemaVersion":2,"config":{"digest":"HASH","size":1},"layers":{}}""",
        "layers: expected a list")]
    [InlineData("""{"schemaVersion":2,"config":{"digest":"HASH","size":1},"layers":[null]}""",
        "layers[0]: expected an object")]
    [InlineData("""{"schemaVersion":2,"config":{"digest":"HASH","size":1,"size":2}}""",
        "Duplicate property 'size'")]
    [InlineData("""{"schemaVersion":2,"config":{"digest":"HASH","size":1,"data":"YWI="}}""",
        "config.data: 2 bytes where size says 1")]
    [InlineData("""{"schemaVersion":2,"mediaType":"x/y","config":{"digest":"HASH","size":1}}""",
        "mediaType: \"x/y\" is no image manifest")]
    [InlineData("""{"schemaVersion":2""", "image manifest: ")]
    [InlineData("null", "expected an object, found null")]
    public void ImageManifest_that_is_wrong_names_the_field(string json, string message)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json.Replace("HASH", Hash, StringComparison.Ordinal));
        OciFormatException e =
            Assert.Throws<OciFormatException>(() => ImageManifest.Parse(bytes));

        Assert.StartsWith("image manifest: ", e.Message);
        Assert.Contains(message, e.Message);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void ImageIndex_keeps_platforms_and_unknown_media_types()
    {
        string json = $$$"""
            {"schemaVersion":2,"mediaType":"{{{MediaTypes.OciIndex}}}","manifests":[
            {"mediaType":"a/b","digest":"{{{Hash}}}","size":7,"annotations":{"k":"v"},
             "urls":["https://a"],"artifactType":"x/y",
             "platform":{"architecture":"amd64","os":"linux","os.version":"1",
              "os.features":["f"]}}]}
            """;
        ImageIndex index = ImageIndex.Parse(Encoding.UTF8.GetBytes(json));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(index.ToJson())));
    }

    [Fact]
    public void Parse_of_more_than_the_limit_is_refused_before_parsing()
    {
        OciFormatException e = Assert.Throws<OciFormatException>(
            () => ImageIndex.Parse(new byte[OciLimits.ManifestBytesMax + 1]));
        Assert.Contains("more than the limit of 4194304", e.Message);
    }
}
