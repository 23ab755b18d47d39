using System.Diagnostics;

namespace MiniDocker.Benchmarks.Macro;

/// <summary>A directory that is removed afterwards, and the programs under test.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly Stack<Action> cleanups = new();

    internal Workplace()
    {
        Root = Directory.CreateTempSubdirectory("minidocker-bench-").FullName;
        cleanups.Push(() => Directory.Delete(Root, recursive: true));
    }

    internal string Root { get; }

    internal string this[string name] => Path.Combine(Root, name);

    /// <summary>The executables that <c>make build</c> left.</summary>
    internal static string Ours(string name)
    {
        string? directory = AppContext.BaseDirectory;
        while (directory is not null && !File.Exists(Path.Combine(directory, "MiniDocker.sln")))
        {
            directory = Path.GetDirectoryName(directory);
        }

        return Path.Combine(directory ?? ".", "out", name);
    }

    /// <summary>Whether a peer is installed.</summary>
    internal static bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin")
            .Any(directory => File.Exists(Path.Combine(directory, program)));

    /// <summary>Something to do at the end; the last one said is done first.</summary>
    internal void AtEnd(Action cleanup) => cleanups.Push(cleanup);

    /// <summary>Runs a command of the preparation, which must succeed.</summary>
    internal static string Do(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)}: exit {process.ExitCode}: "
                + error.Result);
    }

    public void Dispose()
    {
        while (cleanups.TryPop(out Action? cleanup))
        {
            cleanup();
        }
    }
}
