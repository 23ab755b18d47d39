using System.Text.Json.Nodes;
using MiniDocker.Engine.Containers;
using MiniDocker.Runtime.Shim;
using MiniDocker.TestKit;

namespace MiniDocker.Engine.Tests;

/// <summary>The fields of <c>inspect</c> that scripts read.</summary>
public sealed class ContainerInspectionTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Of_created_container_has_Dockers_fields()
    {
        JsonObject json = Inspect(new());

        Assert.Equal("/web", (string?)json["Name"]);
        Assert.Equal("/bin/sh", (string?)json["Path"]);
        Assert.Equal("""["-c","true"]""", json["Args"]!.ToJsonString());
        Assert.Equal("2026-01-02T03:04:05Z", (string?)json["Created"]);
        Assert.Equal("created", (string?)json["State"]!["Status"]);
        Assert.Equal("0001-01-01T00:00:00Z", (string?)json["State"]!["StartedAt"]);
        Assert.Equal("A=1", (string?)json["Config"]!["Env"]![0]);
        Assert.Equal("no", (string?)json["HostConfig"]!["RestartPolicy"]!["Name"]);
        Assert.Equal("/b:/a", (string?)json["GraphDriver"]!["Data"]!["LowerDir"]);
        Assert.Equal(["none"], json["NetworkSettings"]!["Networks"]!.AsObject().Select(n => n.Key));
    }

    [Fact]
    public void Of_exited_container_tells_how_it_ended()
    {
        new ContainerRuntimeState
        {
            Status = ContainerRuntimeStatus.Exited,
            ExitCode = 137,
            OomKilled = true,
            RestartCount = 2,
        }.Write(_directory.Path);

        JsonObject json = Inspect(new());

        Assert.Equal("exited", (string?)json["State"]!["Status"]);
        Assert.False((bool)json["State"]!["Running"]!);
        Assert.True((bool)json["State"]!["OOMKilled"]!);
        Assert.Equal(137, (int)json["State"]!["ExitCode"]!);
        Assert.Equal(2, (int)json["RestartCount"]!);
    }

    [Fact]
    public void Of_mounts_name_volumes_only()
    {
        JsonArray mounts = Inspect(new())["Mounts"]!.AsArray();

        Assert.Equal("""
            {"Type":"bind","Source":"/h","Destination":"/c","Mode":"","RW":false,"Propagation":""}
            """, mounts[0]!.ToJsonString());
        Assert.Equal(("data", "local"),
            ((string?)mounts[1]!["Name"], (string?)mounts[1]!["Driver"]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Of_privileged_container_masks_nothing(bool privileged)
    {
        JsonNode host = Inspect(new() { Privileged = privileged })["HostConfig"]!;

        Assert.Equal(privileged, host["MaskedPaths"] is null);
        Assert.Equal(privileged, host["ReadonlyPaths"] is null);
    }

    private JsonObject Inspect(HostConfig host) => ContainerInspection.Of(
        new Container(_directory.Path, new ContainerRecord
        {
            Id = new('a', 64),
            Name = "web",
            Created = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
            Path = "/bin/sh",
            Args = ["-c", "true"],
            Lowers = ["/b", "/a"],
            Config = new() { Env = ["A=1"] },
            HostConfig = host,
            Mounts =
            [
                new() { Source = "/h", Destination = "/c", RW = false },
                new() { Type = "volume", Name = "data", Driver = "local", Destination = "/d" },
            ],
        }));
}
