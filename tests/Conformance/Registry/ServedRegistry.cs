using System.Diagnostics;
using MiniDocker.TestKit;

namespace MiniDocker.Conformance.Registry;

/// <summary>
/// The real executable on a free port and a root of its own; ended by its process.
/// </summary>
internal sealed class ServedRegistry : IDisposable
{
    private readonly TemporaryDirectory _root = new();
    private readonly Process _process;

    internal ServedRegistry()
    {
        _process = Command.Start(
            new CommandOptions(), Repository.Executable("minidocker-registry"),
            "--root", _root["registry"], "--listen", "127.0.0.1:0");
        string line = _process.StandardError.ReadLine() ?? "nothing";
        int address = line.IndexOf("http://", StringComparison.Ordinal);
        Assert.True(address > 0, $"minidocker-registry said: {line}");
        Domain = new Uri(line[address..]).Authority;
    }

    internal string Domain { get; }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _root.Dispose();
    }
}
