using MiniDocker.TestKit;

namespace MiniDocker.Integration.Debian;

/// <summary>A root with the real Debian image, imported once for all tests of a class.</summary>
public sealed class DebianRoot : IDisposable
{
    internal const string Image = "debian:bookworm";

    public DebianRoot()
    {
        Needs.Root();
        Repository.Executable("minirun");
        string sample = Path.Combine(Repository.Root, "rootfs-samples", "make-base");
        Archive = Command.Run(sample, "--archive", "debian").MustSucceed().Output.Trim();
        Root = new ImageRoot();
        Root.Run("import", "-c", "CMD [\"bash\"]", Archive, Image).MustSucceed();
    }

    internal ImageRoot Root { get; }

    /// <summary>The root filesystem, a tar archive.</summary>
    internal string Archive { get; }

    /// <summary>Runs a program of the image in a container that goes afterwards.</summary>
    internal CommandResult InDebian(string[] flags, params string[] command) =>
        Root.Run(["run", "--rm", .. flags, Image, .. command]);

    public void Dispose() => Root?.Dispose();
}
