using System.Net;
using System.Runtime.InteropServices;
using MiniDocker.CommandLine;

namespace MiniDocker.Registry.Server;

/// <summary>The program: serves a registry until it is told to stop.</summary>
internal sealed class ServeCommand : Command
{
    private const string DefaultRoot = "/var/lib/minidocker-registry";
    private const string DefaultListen = "127.0.0.1:5000";

    private readonly ValueOption<string?> _root;
    private readonly ValueOption<string?> _listen;
    private readonly FlagOption _complete;
    private readonly ValueOption<string?> _certificate;
    private readonly ValueOption<string?> _key;
    private readonly FlagOption _version;

    internal ServeCommand()
    {
        _root = Options.Text(
            "root", $"Directory that holds everything (default {DefaultRoot})", "DIR");
        _listen = Options.Text(
            "listen", $"Address and port to listen on (default {DefaultListen})", "HOST:PORT");
        _complete = Options.Flag(
            "complete", "Refuse manifests whose blobs or children are not in the repository");
        _certificate = Options.Text("tls-cert", "Serve HTTPS with this certificate (PEM)", "FILE");
        _key = Options.Text("tls-key", "Private key of the certificate (PEM)", "FILE");
        Options.NotYet("htpasswd", "put an authenticating proxy in front");
        _version = Options.Flag("version", "Print the version and quit");
    }

    public override string Summary => "Serve container images to any OCI client";

    public override string Usage => "[OPTIONS]";

    public override Arity Arity => Arity.None;

    protected override int Run(IReadOnlyList<string> arguments)
    {
        if (_version.Value)
            return PrintVersion();
        if (_certificate.Value is null != _key.Value is null)
            throw new UsageException("--tls-cert and --tls-key go together");
        try
        {
            return ServeAsync().GetAwaiter().GetResult();
        }
        catch (Exception e) when (
            e is IOException or UnauthorizedAccessException
                or System.Security.Cryptography.CryptographicException)
        {
            Console.Error.WriteLine($"minidocker-registry: {e.Message}");
            return 1;
        }
    }

    private static int PrintVersion()
    {
        Console.WriteLine(
            $"minidocker-registry {typeof(ServeCommand).Assembly.GetName().Version!.ToString(3)}");
        return 0;
    }

    private async Task<int> ServeAsync()
    {
        var log = new StderrLogger(LogLevel.Information);
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void OnSignal(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.TrySetResult();
        }

        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        string root = _root.Value ?? DefaultRoot;
        RegistryServer server = await RegistryServer.StartAsync(new ServerOptions
        {
            Root = root,
            Listen = ParseAddress(_listen.Value ?? DefaultListen),
            IsComplete = _complete.Value,
            CertificatePath = _certificate.Value,
            KeyPath = _key.Value,
        });
        await using (server)
        {
            log.Serving(root, server.Address);
            await stop.Task;
        }

        log.Stopped();
        return 0;
    }

    private static IPEndPoint ParseAddress(string text)
    {
        string numeric =
            text.StartsWith("localhost:", StringComparison.Ordinal)
                ? $"127.0.0.1{text["localhost".Length..]}"
            : text.StartsWith(':') ? $"0.0.0.0{text}"
            : text;
        return numeric.Contains(':') && IPEndPoint.TryParse(numeric, out IPEndPoint? address)
            ? address
            : throw new UsageException(
                $"invalid --listen \"{text}\": expected an IP address and a port, "
                + $"for example {DefaultListen}");
    }
}
