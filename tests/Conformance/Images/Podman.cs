using MiniDocker.TestKit;

namespace MiniDocker.Conformance.Images;

/// <summary>podman with a storage of its own, apart from the machine's.</summary>
internal sealed class Podman(string directory) : IDisposable
{
    private readonly string _podman = Needs.Program("podman", "podman");

    internal string Run(params string[] arguments) => Command.Run(_podman,
        ["--root", $"{directory}/root", "--runroot", $"{directory}/run",
            "--storage-driver", "vfs", .. arguments]).MustSucceed().Output;

    public void Dispose() => Run("rmi", "--all", "--force");
}
