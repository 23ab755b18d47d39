using System.Text;
using MiniDocker.ImageBuilder.Cache;
using MiniDocker.ImageBuilder.Context;
using MiniDocker.ImageBuilder.Copy;
using MiniDocker.ImageBuilder.Dockerfile;
using MiniDocker.ImageBuilder.Instructions;
using MiniDocker.ImageBuilder.Plan;
using MiniDocker.Storage.Tar;

namespace MiniDocker.ImageBuilder.Execution;

/// <summary>COPY and ADD.</summary>
internal sealed class CopyStep(
    BuildSession session, CopyInstruction copy, CancellationToken cancel)
{
    private static readonly string[] RemotePrefixes =
        ["http://", "https://", "git://", "git@", "ssh://", "ftp://"];

    /// <summary>Copies from the context, or from the stage that <c>--from</c> names.</summary>
    internal async Task RunAsync(StepContext step, StageState? from)
    {
        using StageRoot root = StageRoot.Open(session.Options.Root, step.State);
        using StageRoot? source = from is null ? null : StageRoot.Open(session.Options.Root, from);
        SourceTree tree = source is null
            ? session.Context
            : new SourceTree(source.Files ?? throw new DockerfileException(
                $"stage {copy.From} has no files")) { KeepsOwners = true };
        string destination = step.Expand(copy.Destination, session.Escape);
        string[] sources = [.. copy.Sources.Select(text => step.Expand(text, session.Escape))];
        RequireDirectory(sources, destination);
        CopyCollector collector = new(tree, ParseExcludes(step), copy.Parents);
        using ArchiveSources archives = new(session, cancel);
        foreach (string path in sources)
        {
            AddSource(collector, archives, tree, path);
        }

        List<CopyItem> items = [.. collector.Items, .. archives.Items, .. HeredocFiles(step)];
        CopyTarget target = new(
            Absolute(step.State, destination),
            destination.EndsWith('/') || destination is "." or ".." || archives.Items.Count > 0,
            copy.Owner is { } owner
                ? new Accounts(() => root.Files).Parse(step.Expand(owner, session.Escape)) : null,
            copy.Mode is { } mode ? ParseMode(step.Expand(mode, session.Escape)) : null,
            null);
        string shown = $"{copy.Keyword} {string.Join(' ', [.. sources, destination])} # buildkit";
        LayerBuilder layers = new(session, cancel);
        await layers.RunAsync(step, Key(step, items, target), shown, stream =>
        {
            TarWriter tar = new(stream);
            CopyTarget opened = target with { Root = root.Files };
            new CopyLayer(tar, opened, session.Now, session.Epoch, cancel).Write(items);
            tar.Finish();
            return Task.FromResult(true);
        }).ConfigureAwait(false);
    }

    private void AddSource(
        CopyCollector collector, ArchiveSources archives, SourceTree tree, string path)
    {
        if (Array.Exists(RemotePrefixes, prefix =>
            path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
        {
            throw new DockerfileException(copy.IsAdd
                ? $"ADD {path}: remote sources are not supported: download it in a RUN step, "
                    + "where the checksum can be verified"
                : $"source can't be a URL for COPY: {path}");
        }

        if (!copy.IsAdd || copy.Unpack == false || !archives.TryAdd(tree, path))
        {
            collector.Add(path);
        }
    }

    private void RequireDirectory(string[] sources, string destination)
    {
        if (sources.Length + copy.Files.Count > 1 && !destination.EndsWith('/')
            && destination is not ("." or ".."))
        {
            throw new DockerfileException(
                $"When using {copy.Keyword} with more than one source file, "
                + "the destination must be a directory and end with a /");
        }
    }

    private PathPatterns ParseExcludes(StepContext step) => copy.Excludes.Count == 0
        ? PathPatterns.None
        : PathPatterns.Parse(copy.Excludes.Select(text => step.Expand(text, session.Escape)));

    private IEnumerable<CopyItem> HeredocFiles(StepContext step)
    {
        Expander expander = new(session.Escape, step.State.Variable) { KeepQuotes = true };
        foreach (Heredoc file in copy.Files)
        {
            string text = file.Expand ? expander.Expand(file.Content) : file.Content;
            yield return new CopyItem { Text = Encoding.UTF8.GetBytes(text), Target = file.Name };
        }
    }

    private StepKey Key(StepContext step, IReadOnlyList<CopyItem> items, CopyTarget target)
    {
        StepKey key = new();
        key.Add("instruction", copy.Keyword);
        key.Add("base", step.State.Chain.ToString());
        key.Add("destination", target.IsDirectory ? target.Path + "/" : target.Path);
        key.Add("owner", target.Owner?.ToString() ?? "");
        key.Add("mode", target.Mode?.ToString() ?? "");
        key.Add("epoch", session.Epoch?.Seconds.ToString() ?? "");
        foreach (CopyItem item in items)
        {
            cancel.ThrowIfCancellationRequested();
            key.Add($"/{CopyCollector.Join(item.SourcePath, item.Text is null ? "" : item.Target)}"
                .TrimEnd('/'), $"{item.Target} {item.Describe()}");
        }

        return key;
    }

    private static string Absolute(StageState state, string path) =>
        path.StartsWith('/') ? path : $"{state.WorkingDirectory}/{path}";

    private static uint ParseMode(string text)
    {
        const uint ModeMax = 0xFFF;
        try
        {
            uint mode = Convert.ToUInt32(text, 8);
            if (mode <= ModeMax)
            {
                return mode;
            }
        }
        catch (Exception error) when (error is FormatException or OverflowException
            or ArgumentException)
        {
            // Told below, in the words that fit both mistakes.
        }

        throw new DockerfileException(
            $"invalid chmod parameter: '{text}'. "
            + $"it should be octal string and between 0 and 07777");
    }
}
