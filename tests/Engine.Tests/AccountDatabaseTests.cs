using System.Text;
using MiniDocker.Engine.Containers;

namespace MiniDocker.Engine.Tests;

/// <summary>Users and groups of an image, as <c>--user</c> names them.</summary>
public sealed class AccountDatabaseTests
{
    private const string Passwd = """
        # a comment
        root:x:0:0:root:/root:/bin/sh
        broken line
        app:x:1000:100:An app:/home/app:/bin/sh
        nobody:x:65534:65534::/:/bin/false
        1000:x:7:7::/seven:/bin/sh
        """;

    private const string Group = """
        root:x:0:
        users:x:100:
        audio:x:29:app,other
        video:x:44:app
        """;

    [Theory]
    [InlineData("", 0, 0, "", "/root")]
    [InlineData("root", 0, 0, "", "/root")]
    [InlineData("app", 1000, 100, "29,44", "/home/app")]
    [InlineData("app:video", 1000, 44, "", "/home/app")]
    [InlineData("65534", 65534, 65534, "", "/")]
    [InlineData("1000", 7, 7, "", "/seven")]
    [InlineData("4242", 4242, 0, "", "/")]
    [InlineData("4242:29", 4242, 29, "", "/")]
    [InlineData(":audio", 0, 29, "", "/root")]
    public void Resolve_reads_names_before_numbers(
        string user, uint uid, uint gid, string groups, string home)
    {
        ResolvedUser resolved = Database(Passwd, Group).Resolve(user, []);

        Assert.Equal((uid, gid, home), (resolved.Uid, resolved.Gid, resolved.Home));
        Assert.Equal(groups, string.Join(',', resolved.Groups));
    }

    [Fact]
    public void Resolve_adds_groups_by_name_and_number()
    {
        ResolvedUser resolved = Database(Passwd, Group).Resolve("app", ["users", "9", "44"]);

        Assert.Equal([29u, 44u, 100u, 9u], resolved.Groups);
    }

    [Theory]
    [InlineData("ghost", "unable to find user ghost: no matching entries in passwd file")]
    [InlineData("app:ghost", "unable to find group ghost: no matching entries in group file")]
    public void Resolve_unknown_name_is_refused(string user, string message)
    {
        EngineException e = Assert.Throws<EngineException>(
            () => Database(Passwd, Group).Resolve(user, []));

        Assert.Equal((message, 126), (e.Message, e.ExitCode));
    }

    [Fact]
    public void Resolve_without_files_knows_root() =>
        Assert.Equal("/root", Database("", "").Resolve("root", []).Home);

    private static AccountDatabase Database(string passwd, string group) =>
        new(Encoding.UTF8.GetBytes(passwd), Encoding.UTF8.GetBytes(group));
}
