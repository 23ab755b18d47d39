using System.Runtime.InteropServices;
using MiniDocker.CommandLine;
using MiniDocker.Engine.Images;
using MiniDocker.ImageBuilder;
using MiniDocker.ImageBuilder.Dockerfile;
using MiniDocker.ImageBuilder.Execution;
using MiniDocker.ImageBuilder.Progress;
using MiniDocker.Oci;
using MiniDocker.Registry.Client;
using MiniDocker.Storage.Images;

namespace MiniDocker.Cli.Commands;

/// <summary><c>minidocker build</c>.</summary>
internal sealed class BuildCommand : Command
{
    private const int CanceledCode = 130;

    private readonly Session _session;
    private readonly ListOption _tags;
    private readonly ValueOption<string?> _file;
    private readonly ListOption _arguments;
    private readonly ListOption _labels;
    private readonly ListOption _secrets;
    private readonly ValueOption<string?> _target;
    private readonly ValueOption<string?> _platform;
    private readonly ValueOption<string?> _network;
    private readonly ValueOption<string?> _progress;
    private readonly ValueOption<string?> _idFile;
    private readonly FlagOption _noCache;
    private readonly FlagOption _pull;
    private readonly FlagOption _quiet;

    internal BuildCommand(Session session)
    {
        _session = session;
        _tags = Options.List("tag", 't', "Name and optionally a tag (\"name:tag\")", "stringArray");
        _file = Options.Text("file", 'f', "Name of the Dockerfile (default \"PATH/Dockerfile\")");
        _arguments = Options.List("build-arg", "Set a variable of the build", "stringArray");
        _labels = Options.List("label", "Set metadata of the image", "stringArray");
        _secrets = Options.List("secret",
            "A file that RUN may mount (\"id=mysecret,src=/local/secret\")", "stringArray");
        _target = Options.Text("target", "The stage to build");
        _platform = Options.Text("platform", "The platform to build for: the host's");
        _network = Options.Text("network",
            "The network of RUN: \"host\" (which \"default\" means) or \"none\"");
        _progress = Options.Text("progress", "How progress looks: \"auto\", \"plain\" or \"tty\"");
        _idFile = Options.Text("iidfile", "Write the image ID to a file");
        _noCache = Options.Flag("no-cache", "Run every step anew");
        _pull = Options.Flag("pull", "Ask the registry for newer base images");
        _quiet = Options.Flag("quiet", 'q', "Print only the image ID");
        RefuseTheRest();
    }

    public override string Summary => "Build an image from a Dockerfile";

    public override string Usage => "[OPTIONS] PATH | -";

    public override Arity Arity => Arity.Exactly(1);

    protected override int Run(IReadOnlyList<string> arguments)
    {
        List<ImageReference> tags = [.. _tags.Values.Select(ImageReference.Parse)];
        RunNetwork network = ParseNetwork(_network.Value);
        using BuildInput input = BuildInput.Open(arguments[0], _file.Value, _session.Storage);
        using CancellationTokenSource cancel = new();
        using PosixSignalRegistration interrupt = OnSignal(PosixSignal.SIGINT, cancel);
        using PosixSignalRegistration terminate = OnSignal(PosixSignal.SIGTERM, cancel);
        BuildOptions options = new()
        {
            Root = _session.Storage,
            ContextDirectory = input.Directory,
            Dockerfile = input.Dockerfile,
            IgnoreFile = input.IgnoreFile,
            Tags = tags,
            Arguments = BuildArguments(),
            Labels = Pairs(_labels, "label"),
            Secrets = Secrets(),
            Target = _target.Value,
            Platform = _platform.Value,
            NoCache = _noCache.Value,
            Pull = _pull.Value,
            Network = network,
            PullImage = PullAsync,
            Minirun = Environment.GetEnvironmentVariable("MINIDOCKER_MINIRUN")
                ?? System.IO.Path.Combine(AppContext.BaseDirectory, "minirun"),
        };
        return Build(options, cancel.Token);
    }

    private int Build(BuildOptions options, CancellationToken cancel)
    {
        BuildResult result;
        try
        {
            using IProgressSink? sink = OpenProgress();
            result = ImageBuild.RunAsync(options, sink, cancel).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Console.Error.WriteLine("ERROR: failed to build: canceled");
            return CanceledCode;
        }
        catch (Exception e) when (e is DockerfileException or BuildException)
        {
            Console.Error.WriteLine(FailureReport.Write(e, options.Dockerfile));
            return 1;
        }

        foreach (string warning in result.Warnings)
        {
            Console.Error.WriteLine($"WARNING: {warning}");
        }

        if (_idFile.Value is { } path)
        {
            File.WriteAllText(path, result.ImageId.ToString());
        }

        if (_quiet.Value)
        {
            Console.Out.WriteLine(result.ImageId);
        }

        return 0;
    }

    private Task<Image> PullAsync(ImageReference name, CancellationToken cancel) => Task.Run(
        () => new ImagePull(_session.Storage)
            .Pull(name, null, new RegistryOptions(), new Progress<ImageProgress>(), cancel).Image,
        cancel);

    private IProgressSink? OpenProgress() => _quiet.Value ? null : _progress.Value switch
    {
        null or "auto" when !Console.IsErrorRedirected => Terminal(),
        "tty" => Terminal(),
        null or "auto" or "plain" => new PlainProgress(Console.Error),
        "quiet" or "none" => null,
        string other => throw new UsageException($"invalid progress mode {other}"),
    };

    private static TerminalProgress Terminal() =>
        new(Console.Error, static () => Console.IsErrorRedirected ? 80 : Console.WindowWidth);

    private static RunNetwork ParseNetwork(string? text) => text switch
    {
        null or "default" or "host" => RunNetwork.Host,
        "none" => RunNetwork.None,
        _ => throw new UsageException(
            $"network \"{text}\" is not supported by build: use host or none"),
    };

    // A name without a value takes it from the environment, and is left out if it is not there.
    private Dictionary<string, string> BuildArguments()
    {
        Dictionary<string, string> arguments = [];
        if (Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH") is { Length: > 0 } epoch)
        {
            arguments["SOURCE_DATE_EPOCH"] = epoch;
        }

        foreach (string text in _arguments.Values)
        {
            int equals = text.IndexOf('=');
            string name = equals < 0 ? text : text[..equals];
            string? value = equals < 0
                ? Environment.GetEnvironmentVariable(name) : text[(equals + 1)..];
            if (value is not null)
            {
                arguments[name] = value;
            }
        }

        return arguments;
    }

    private static Dictionary<string, string> Pairs(ListOption option, string what)
    {
        Dictionary<string, string> pairs = [];
        foreach (string text in option.Values)
        {
            int equals = text.IndexOf('=');
            if (equals == 0)
            {
                throw new UsageException($"invalid {what} \"{text}\": no name");
            }

            pairs[equals < 0 ? text : text[..equals]] = equals < 0 ? "" : text[(equals + 1)..];
        }

        return pairs;
    }

    private Dictionary<string, string> Secrets()
    {
        Dictionary<string, string> secrets = [];
        foreach (string text in _secrets.Values)
        {
            Dictionary<string, string> keys = [];
            foreach (string part in text.Split(','))
            {
                string[] pair = part.Split('=', 2);
                keys[pair[0]] = pair.Length > 1 ? pair[1] : "";
            }

            string id = keys.GetValueOrDefault("id")
                ?? throw new UsageException($"secret \"{text}\" has no id");
            string path = keys.GetValueOrDefault("src") ?? keys.GetValueOrDefault("source") ?? id;
            secrets[id] = File.Exists(path)
                ? path
                : throw new UsageException($"secret {id}: {path} is not a file");
        }

        return secrets;
    }

    private static PosixSignalRegistration OnSignal(
        PosixSignal signal, CancellationTokenSource cancel) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            cancel.Cancel();
        });

    private void RefuseTheRest()
    {
        const string OneImage = "the result is always an image in the local store";
        foreach (string name in new[] { "output", "cache-to", "cache-from", "metadata-file" })
        {
            Options.NotYet(name, OneImage);
        }

        foreach (string name in new[] { "load", "push" })
        {
            Options.NotYet(name, OneImage, takesValue: false);
        }

        foreach (string name in new[]
            { "add-host", "shm-size", "ulimit", "memory", "cpu-shares", "cgroup-parent" })
        {
            Options.NotYet(name, "every RUN has the default limits");
        }

        Options.NotYet("ssh", "mount a secret instead");
        Options.NotYet("build-context", "copy from a stage or an image");
        Options.NotYet("squash", "layers are kept as they are built", takesValue: false);
    }
}
