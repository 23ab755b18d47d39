using MiniDocker.Engine.Containers;

namespace MiniDocker.Engine.Tests;

/// <summary>The values of <c>-v</c>, <c>--mount</c> and <c>--tmpfs</c>.</summary>
public sealed class MountRequestTests
{
    [Theory]
    [InlineData("/a:/b", "bind", "/a", "/b", false)]
    [InlineData("/a/../c:/b/:ro", "bind", "/c", "/b", true)]
    [InlineData("data:/b", "volume", "data", "/b", false)]
    [InlineData("/b", "volume", "", "/b", false)]
    public void ParseVolume_reads(
        string text, string type, string source, string target, bool isReadOnly)
    {
        var request = MountRequest.ParseVolume(text);

        Assert.Equal((type, source, target, isReadOnly),
            (request.Type, request.Source, request.Target, request.IsReadOnly));
        Assert.True(request.MakesSource);
    }

    [Theory]
    [InlineData("type=bind,src=/a,dst=/b,readonly", "bind", "/a", "/b", true)]
    [InlineData("source=v1,target=/b", "volume", "v1", "/b", false)]
    [InlineData("type=tmpfs,destination=/t,tmpfs-size=64m", "tmpfs", "", "/t", false)]
    public void ParseMount_reads(
        string text, string type, string source, string target, bool isReadOnly)
    {
        var request = MountRequest.ParseMount(text);

        Assert.Equal((type, source, target, isReadOnly),
            (request.Type, request.Source, request.Target, request.IsReadOnly));
        Assert.False(request.MakesSource);
    }

    [Theory]
    [InlineData("/a:b")]
    [InlineData("/a:/")]
    [InlineData("/a:/b:ro:x")]
    [InlineData("/a:/b:wrong")]
    [InlineData("a/b:/c")]
    [InlineData("::")]
    public void ParseVolume_refuses(string text) =>
        Assert.Throws<EngineException>(() => MountRequest.ParseVolume(text));

    [Theory]
    [InlineData("type=bind,dst=/b")]
    [InlineData("type=image,src=x,dst=/b")]
    [InlineData("type=tmpfs,src=/a,dst=/b")]
    [InlineData("src=/a")]
    [InlineData("dst=/b,unknown=1")]
    [InlineData("dst=/b,volume-driver=nfs")]
    public void ParseMount_refuses(string text) =>
        Assert.Throws<EngineException>(() => MountRequest.ParseMount(text));

    [Theory]
    [InlineData("/t", "/t", "")]
    [InlineData("/a/../t/:size=64m,mode=1777", "/t", "size=64m,mode=1777")]
    public void ParseTmpfs_reads(string text, string target, string options)
    {
        var request = MountRequest.ParseTmpfs(text);

        Assert.Equal(("tmpfs", target, options), (request.Type, request.Target, request.Options));
    }

    [Theory]
    [InlineData("", "mount path must be absolute: ''")]
    [InlineData("t", "mount path must be absolute: 't'")]
    [InlineData("/:size=1m", "destination can't be '/'")]
    [InlineData("/..", "destination can't be '/'")]
    public void ParseTmpfs_refuses(string text, string reason) =>
        Assert.EndsWith(reason,
            Assert.Throws<EngineException>(() => MountRequest.ParseTmpfs(text)).Message);
}
