using MiniDocker.CommandLine;
using MiniDocker.Oci;
using MiniDocker.Storage;
using MiniDocker.Storage.Images;

namespace MiniDocker.Cli.Commands.Images;

/// <summary><c>tag</c>: another name for an image.</summary>
internal sealed class TagCommand(Session session) : Command
{
    public override string Summary =>
        "Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE";

    public override string Usage => "SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]";

    public override Arity Arity => Arity.Exactly(2);

    protected override int Run(IReadOnlyList<string> arguments)
    {
        var name = ImageReference.Parse(arguments[1]);
        if (!name.Digest.IsEmpty)
            throw new OciFormatException("refusing to create a tag with a digest reference");
        using FileLock lease = session.Storage.Content.AcquireLease();
        Image image = session.Storage.Images.Resolve(arguments[0]);
        session.Storage.Images.Set(name, image.Target);
        return 0;
    }
}
