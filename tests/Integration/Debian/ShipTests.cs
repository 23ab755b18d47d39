using MiniDocker.TestKit;

namespace MiniDocker.Integration.Debian;

/// <summary>An image goes to our registry and comes back, also in skopeo's hands.</summary>
public sealed class ShipTests(DebianRoot debian) : IClassFixture<DebianRoot>
{
    private ImageRoot Root => debian.Root;

    [Fact]
    public void Pushed_image_comes_back_the_same_and_runs()
    {
        using LoopbackRegistry registry = new();
        string name = $"{registry.Address}/debian:1";
        string tree = ImageRoot.Describe(Root.Tree(DebianRoot.Image));
        using ImageRoot other = new();
        Root.Run("tag", DebianRoot.Image, name).MustSucceed();
        Root.Run("push", name).MustSucceed();

        other.Run("pull", name).MustSucceed();

        Assert.Equal(tree, ImageRoot.Describe(other.Tree(name)));
        Assert.StartsWith("12.",
            other.Run("run", "--rm", name, "cat", "/etc/debian_version").MustSucceed().Output);
        Assert.Contains("Image is up to date", other.Run("pull", name).MustSucceed().Output);
    }

    [Fact]
    public void Skopeo_takes_what_we_pushed_and_we_run_what_it_pushed()
    {
        string skopeo = Needs.Program("skopeo", "skopeo");
        using LoopbackRegistry registry = new();
        string ours = $"{registry.Address}/ours:1", theirs = $"{registry.Address}/theirs:1";
        Root.Run("tag", DebianRoot.Image, ours).MustSucceed();
        Root.Run("push", ours).MustSucceed();
        string layout = $"oci:{Root.File("layout")}:debian";
        Command.Run(skopeo, "copy", "-q", "--src-tls-verify=false",
            $"docker://{ours}", layout).MustSucceed();
        Command.Run(skopeo, "copy", "-q", "--dest-tls-verify=false", "--format", "v2s2",
            $"oci:{Root.Content}:docker.io/library/{DebianRoot.Image}", $"docker://{theirs}")
            .MustSucceed();
        using ImageRoot other = new();

        Assert.Equal("hi\n", other.Run("run", "--rm", theirs, "echo", "hi").MustSucceed().Output);
    }

    [Fact]
    public void Two_pulls_at_once_both_succeed()
    {
        using LoopbackRegistry registry = new();
        string name = $"{registry.Address}/debian:1";
        Root.Run("tag", DebianRoot.Image, name).MustSucceed();
        Root.Run("push", name).MustSucceed();
        using ImageRoot other = new();

        CommandResult[] results = AtOnce(() => other.Run("pull", "-q", name));

        Assert.All(results, result => result.MustSucceed());
        other.Run("run", "--rm", name, "true").MustSucceed();
    }

    [Fact]
    public void Two_loads_at_once_both_succeed()
    {
        string archive = Root.File("twice.tar");
        Root.Run("save", "-o", archive, DebianRoot.Image).MustSucceed();
        using ImageRoot other = new();

        CommandResult[] results = AtOnce(() => other.Run("load", "-i", archive));

        Assert.All(results, result => result.MustSucceed());
        other.Run("run", "--rm", DebianRoot.Image, "true").MustSucceed();
    }

    [Fact]
    public void Container_removed_by_many_at_once_is_gone_and_none_hangs()
    {
        Root.Run("run", "-d", "--name", "wanted", DebianRoot.Image, "sleep", "100").MustSucceed();

        CommandResult[] results = AtOnce(() => Root.Run("rm", "-f", "wanted"));

        Assert.All(results, result => Assert.True(
            result.ExitCode == 0
                || result.Error.Contains("No such container", StringComparison.Ordinal)
                || result.Error.Contains("already in progress", StringComparison.Ordinal),
            result.Error));
        Assert.Equal("", Root.Run("ps", "-aq").Output);
    }

    [Fact]
    public async Task Kill_of_a_container_that_is_being_removed_says_what_is_the_case()
    {
        for (int round = 0; round < 5; round++)
        {
            Root.Run("run", "-d", "--name", "wanted", DebianRoot.Image, "sleep", "100")
                .MustSucceed();
            Task<CommandResult> removal = Task.Run(() => Root.Run("rm", "-f", "wanted"));
            CommandResult kill = Root.Run("kill", "wanted");
            (await removal).MustSucceed();

            Assert.Matches("^$|No such container|is not running", kill.Error);
        }
    }

    private static CommandResult[] AtOnce(Func<CommandResult> command) =>
        Task.WhenAll(Task.Run(command), Task.Run(command)).GetAwaiter().GetResult();
}
