using System.Text;

namespace MiniDocker.Oci;

/// <summary>
/// How outside text is shown in an error: quoted, printable, cut to a readable size.
/// </summary>
internal static class OciText
{
    private const int QuotedCharsMax = 160;

    internal static string Quote(ReadOnlySpan<char> text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in text[..Math.Min(text.Length, QuotedCharsMax)])
        {
            if (char.IsControl(c))
                quoted.Append($"\\u{(int)c:x4}");
            else
                quoted.Append(c is '"' or '\\' ? $"\\{c}" : c.ToString());
        }
        return quoted.Append(text.Length > QuotedCharsMax ? "...\"" : "\"").ToString();
    }
}
