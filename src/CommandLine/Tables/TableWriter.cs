using System.Text;

namespace MiniDocker.CommandLine.Tables;

/// <summary>Docker's tables: columns as wide as their widest cell plus three blanks, at least
/// <paramref name="minWidth"/> wide, the last cell of a row without padding.</summary>
/// <param name="minWidth">10 or more blanks, as Docker prints them.</param>
public sealed class TableWriter(int minWidth = 10)
{
    private const int Padding = 3;
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row; the first one is usually the header.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Adds a row whose cells are separated by tabs, as a template prints it.</summary>
    public void AddTabbed(string line) => _rows.Add(line.Split('\t'));

    /// <summary>Prints the rows.</summary>
    public void WriteTo(TextWriter output)
    {
        int columns = 0;
        foreach (string[] row in _rows)
        {
            columns = Math.Max(columns, row.Length);
        }
        int[] widths = new int[columns];
        foreach (string[] row in _rows)
        {
            // The last cell of a row does not widen its column: nothing stands to its right.
            for (int i = 0; i < row.Length - 1; i++)
            {
                widths[i] = Math.Max(widths[i], Math.Max(minWidth, row[i].Length + Padding));
            }
        }
        StringBuilder line = new();
        foreach (string[] row in _rows)
        {
            line.Clear();
            for (int i = 0; i < row.Length; i++)
            {
                line.Append(i < row.Length - 1 ? row[i].PadRight(widths[i]) : row[i]);
            }
            output.WriteLine(line.ToString());
        }
    }
}
