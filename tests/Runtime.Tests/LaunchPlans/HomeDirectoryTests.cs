using MiniDocker.Runtime.Exec;

namespace MiniDocker.Runtime.Tests.LaunchPlans;

/// <summary>HOME from a container's /etc/passwd, which may hold anything.</summary>
public sealed class HomeDirectoryTests
{
    private const string Passwd = "root:x:0:0:root:/root:/bin/sh\n1000:x:0:0::/evil:/bin/sh\n"
        + "web:x:1000:1000::/srv/web:/bin/sh\nshort:x:7\n";

    [Theory]
    [InlineData(0, "/root")]
    [InlineData(1000, "/srv/web")]
    [InlineData(7, "/")]
    [InlineData(42, "/")]
    public void Parse_finds_by_uid_only(uint uid, string home) =>
        Assert.Equal(home, HomeDirectory.Parse(Passwd, uid));
}
