using MiniDocker.CommandLine;
using MiniDocker.Engine.Images;
using MiniDocker.Oci;

namespace MiniDocker.Cli.Progress;

/// <summary>
/// A line per layer: redrawn in place on a terminal, and in a pipe one plain line for each thing
/// that happens.
/// </summary>
internal sealed class LayerProgress(TextWriter output, bool isTerminal)
    : IProgress<ImageProgress>
{
    private const int BarWidth = 50;
    private static readonly TimeSpan RedrawEvery = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly List<Digest> _order = [];
    private readonly Dictionary<Digest, ImageProgress> _layers = [];
    private DateTime _drawn;
    private int _linesDrawn;

    /// <summary>Takes a step; called from any thread.</summary>
    public void Report(ImageProgress value)
    {
        lock (_lock)
        {
            bool isKnown = _layers.TryGetValue(value.Layer, out ImageProgress before);
            if (!isKnown)
                _order.Add(value.Layer);
            _layers[value.Layer] = value;
            bool isNews = !isKnown || before.Status != value.Status;
            if (isTerminal)
                Draw(isNews);
            else if (isNews && !IsPassing(value.Status))
                output.WriteLine($"{value.Layer.ShortHex}: {Text(value.Status)}");
        }
    }

    /// <summary>Shows the last state of every line.</summary>
    internal void Finish()
    {
        lock (_lock)
        {
            if (isTerminal)
                Draw(now: true);
        }
    }

    private void Draw(bool now)
    {
        if (!now && DateTime.UtcNow - _drawn < RedrawEvery)
            return;
        _drawn = DateTime.UtcNow;
        // Up to the first line; every line clears what stood there.
        string up = _linesDrawn > 0 ? $"\x1b[{_linesDrawn}A" : "";
        output.Write(up + string.Concat(_order.Select(id => $"\r\x1b[2K{Line(_layers[id])}\n")));
        output.Flush();
        _linesDrawn = _order.Count;
    }

    private static string Line(ImageProgress layer)
    {
        string line = $"{layer.Layer.ShortHex}: {Text(layer.Status)}";
        if (!IsMoving(layer.Status) || layer.Total <= 0)
            return line;
        int filled = (int)(Math.Min(layer.Current, layer.Total) * BarWidth / layer.Total);
        string bar = (new string('=', filled) + ">").PadRight(BarWidth + 1)[..BarWidth];
        return $"{line}  [{bar}]  {ByteSize.FormatDecimal(layer.Current, 4)}/"
            + ByteSize.FormatDecimal(layer.Total, 4);
    }

    private static bool IsMoving(ImageProgressStatus status) => status is
        ImageProgressStatus.Downloading or ImageProgressStatus.Pushing
        or ImageProgressStatus.Preparing;

    private static bool IsPassing(ImageProgressStatus status) =>
        IsMoving(status) || status is ImageProgressStatus.Waiting;

    private static string Text(ImageProgressStatus status) => status switch
    {
        ImageProgressStatus.PullingFsLayer => "Pulling fs layer",
        ImageProgressStatus.DownloadComplete => "Download complete",
        ImageProgressStatus.PullComplete => "Pull complete",
        ImageProgressStatus.AlreadyExists => "Already exists",
        ImageProgressStatus.LayerAlreadyExists => "Layer already exists",
        ImageProgressStatus.Mounted => "Mounted from another repository",
        _ => status.ToString(),
    };
}
