using MiniDocker.Cli.Progress;
using MiniDocker.CommandLine;
using MiniDocker.Engine.Images;
using MiniDocker.Oci;
using MiniDocker.Registry.Client;
using MiniDocker.Storage.Images;

namespace MiniDocker.Cli.Commands.Images;

/// <summary><c>push</c>: sends an image to a registry.</summary>
internal sealed class PushCommand : Command
{
    private readonly Session _session;
    private readonly FlagOption _all, _quiet, _insecure;

    internal PushCommand(Session session)
    {
        _session = session;
        _all = Options.Flag("all-tags", 'a', "Push all tags of the repository");
        Options.Flag("disable-content-trust", '\0', "Skip image signing (there is no content "
            + "trust)", initial: true);
        _insecure = Options.Flag("insecure",
            "Accept any certificate, and plain HTTP where HTTPS does not answer");
        Options.NotYet("platform", "tag the platform's image and push that");
        _quiet = Options.Flag("quiet", 'q', "Suppress verbose output");
    }

    public override string Summary => "Upload an image to a registry";

    public override string Usage => "[OPTIONS] NAME[:TAG]";

    public override Arity Arity => Arity.Exactly(1);

    protected override int Run(IReadOnlyList<string> arguments)
    {
        var name = ImageReference.ParseName(arguments[0]);
        if (_all.Value && !name.IsNameOnly)
            throw new OciFormatException("tag can't be used with --all-tags/-a");
        if (!_quiet.Value)
            Console.Out.WriteLine($"The push refers to repository [{name.Name}]");
        foreach (ImageReference reference in _all.Value ? Tags(name) : [Named(name)])
            Push(reference);
        return 0;
    }

    private ImageReference Named(ImageReference name)
    {
        if (!name.IsNameOnly)
            return name;
        if (!_quiet.Value)
            Console.Out.WriteLine($"Using default tag: {ImageReference.DefaultTag}");
        return name.WithTag(ImageReference.DefaultTag);
    }

    private List<ImageReference> Tags(ImageReference name)
    {
        List<ImageReference> tags =
        [
            .. _session.Storage.Images.List()
                .Where(r => r.Name?.Name == name.Name && r.Name.Tag is not null)
                .Select(r => r.Name!),
        ];
        return tags.Count > 0 ? tags : throw new ImageNotFoundException(
            $"An image does not exist locally with the tag: {name.FamiliarName}");
    }

    private void Push(ImageReference name)
    {
        using var interruption = new Interruption();
        var progress = new LayerProgress(Console.Out, !Console.IsOutputRedirected);
        Descriptor pushed = new ImagePush(_session.Storage).Push(
            name, new RegistryOptions { Insecure = _insecure.Value },
            _quiet.Value ? new SilentProgress() : progress, interruption.Token);
        progress.Finish();
        Console.Out.WriteLine(_quiet.Value
            ? name.ToString()
            : $"{name.Tag ?? name.Digest.ToString()}: digest: {pushed.Digest} "
                + $"size: {pushed.Size}");
    }
}
