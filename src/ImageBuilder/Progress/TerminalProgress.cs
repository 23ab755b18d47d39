using System.Diagnostics;
using System.Text;

namespace MiniDocker.ImageBuilder.Progress;

/// <summary>
/// The live form: finished steps above, running ones below with the last lines they wrote. Only
/// what still moves is drawn again.
/// </summary>
public sealed class TerminalProgress : IProgressSink
{
    private const int OutputLines = 6;
    private const int TimeColumns = 8;
    private static readonly TimeSpan RedrawInterval = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly TextWriter _output;
    private readonly Func<int> _columns;
    private readonly List<(BuildVertex Vertex, Queue<string> Tail)> _running = [];
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Timer _timer;
    private int _finished;
    private int _drawnLines;

    /// <summary>Draws on a terminal.</summary>
    /// <param name="output">The terminal.</param>
    /// <param name="columns">Its width now; asked for at each redraw.</param>
    public TerminalProgress(TextWriter output, Func<int> columns)
    {
        _output = output;
        _columns = columns;
        _timer = new Timer(_ => Redraw([]), null, RedrawInterval, RedrawInterval);
    }

    /// <inheritdoc/>
    public void Started(BuildVertex vertex)
    {
        lock (_lock)
        {
            _running.Add((vertex, new Queue<string>()));
        }
    }

    /// <inheritdoc/>
    public void Line(BuildVertex vertex, string text, TimeSpan elapsed)
    {
        lock (_lock)
        {
            Queue<string> tail = _running.Find(entry => entry.Vertex == vertex).Tail;
            tail.Enqueue(Printable(text));
            if (tail.Count > OutputLines)
            {
                tail.Dequeue();
            }
        }
    }

    /// <inheritdoc/>
    public void Detail(BuildVertex vertex, string text)
    {
    }

    /// <inheritdoc/>
    public void Finished(BuildVertex vertex, VertexEnd end, TimeSpan elapsed, string? error)
    {
        string mark = end switch
        {
            VertexEnd.Cached => "CACHED ",
            VertexEnd.Failed => "ERROR ",
            VertexEnd.Canceled => "CANCELED ",
            _ => "",
        };
        lock (_lock)
        {
            _running.RemoveAll(entry => entry.Vertex == vertex);
            _finished++;
        }

        Redraw([Entry($" => {mark}{vertex.Name}", elapsed)]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        Redraw([]);
    }

    private void Redraw(IReadOnlyList<string> finished)
    {
        lock (_lock)
        {
            StringBuilder text = new();
            if (_drawnLines > 0)
            {
                text.Append($"\e[{_drawnLines}A\e[J");
            }

            foreach (string line in finished)
            {
                text.Append(line).Append('\n');
            }

            List<string> live =
            [
                $"[+] Building {Stopwatch.GetElapsedTime(_started).TotalSeconds:0.0}s "
                    + $"({_finished}/{_finished + _running.Count})",
            ];
            foreach ((BuildVertex vertex, Queue<string> tail) in _running)
            {
                live.Add(Entry($" => {vertex.Name}", vertex.Elapsed));
                live.AddRange(tail.Select(line => Fit($" => => {line}", _columns())));
            }

            foreach (string line in live)
            {
                text.Append(line).Append('\n');
            }

            _drawnLines = live.Count;
            _output.Write(text);
            _output.Flush();
        }
    }

    private string Entry(string text, TimeSpan elapsed)
    {
        int width = Math.Max(TimeColumns * 2, _columns()) - TimeColumns;
        string time = $"{elapsed.TotalSeconds:0.0}s";
        return Fit(Printable(text), width).PadRight(width) + time.PadLeft(TimeColumns - 1);
    }

    private static string Fit(string text, int width) =>
        text.Length <= width ? text : text[..Math.Max(0, width - 3)] + "...";

    // A program's own escape sequences would move the cursor under our hands.
    private static string Printable(string text) =>
        string.Create(text.Length, text, static (span, source) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(source[i]) ? ' ' : source[i];
            }
        });
}
