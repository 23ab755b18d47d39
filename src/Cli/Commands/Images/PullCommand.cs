using MiniDocker.Cli.Progress;
using MiniDocker.CommandLine;
using MiniDocker.Engine.Images;
using MiniDocker.Oci;
using MiniDocker.Registry.Client;

namespace MiniDocker.Cli.Commands.Images;

/// <summary><c>pull</c>: brings an image from a registry.</summary>
internal sealed class PullCommand : Command
{
    private readonly Session _session;
    private readonly FlagOption _quiet, _insecure;
    private readonly ValueOption<string?> _platform;

    internal PullCommand(Session session)
    {
        _session = session;
        Options.NotYet("all-tags", "pull tags one by one", 'a', takesValue: false);
        Options.Flag("disable-content-trust", '\0', "Skip image verification (there is no "
            + "content trust)", initial: true);
        _insecure = Options.Flag("insecure",
            "Accept any certificate, and plain HTTP where HTTPS does not answer");
        _platform = Options.Text("platform", "Pull this platform of the image");
        _quiet = Options.Flag("quiet", 'q', "Suppress verbose output");
    }

    public override string Summary => "Download an image from a registry";

    public override string Usage => "[OPTIONS] NAME[:TAG|@DIGEST]";

    public override Arity Arity => Arity.Exactly(1);

    protected override int Run(IReadOnlyList<string> arguments)
    {
        var name = ImageReference.ParseName(arguments[0]);
        if (name.IsNameOnly)
        {
            name = ImageReference.Parse(arguments[0]);
            if (!_quiet.Value)
                Console.Out.WriteLine($"Using default tag: {name.Tag}");
        }
        Platform? platform = _platform.Value is { } text ? Platform.Parse(text) : null;
        var options = new RegistryOptions { Insecure = _insecure.Value };
        Pull(_session, name, platform, options, Console.Out, _quiet.Value);
        Console.Out.WriteLine(name);
        return 0;
    }

    /// <summary>Pulls with Docker's lines; also what <c>run</c> does with an image that is not
    /// here.</summary>
    internal static PullResult Pull(
        Session session, ImageReference name, Platform? platform, RegistryOptions options,
        TextWriter output, bool isQuiet)
    {
        using var interruption = new Interruption();
        bool isTerminal = output == Console.Out
            ? !Console.IsOutputRedirected : !Console.IsErrorRedirected;
        var progress = new LayerProgress(output, isTerminal);
        if (!isQuiet)
            output.WriteLine($"{name.Tag ?? name.Digest.ToString()}: Pulling from {name.Path}");
        PullResult result = new ImagePull(session.Storage).Pull(
            name, platform, options, isQuiet ? new SilentProgress() : progress,
            interruption.Token);
        progress.Finish();
        if (!isQuiet)
        {
            output.WriteLine($"Digest: {result.Digest}");
            output.WriteLine(result.IsNew
                ? $"Status: Downloaded newer image for {name.Familiar}"
                : $"Status: Image is up to date for {name.Familiar}");
        }
        return result;
    }
}
