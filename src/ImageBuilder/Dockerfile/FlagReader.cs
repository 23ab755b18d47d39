using System.Text;

namespace MiniDocker.ImageBuilder.Dockerfile;

/// <summary>Takes the <c>--name=value</c> words that lead an instruction's arguments.</summary>
internal static class FlagReader
{
    /// <summary>The flags unquoted, and the text from the first other word on.</summary>
    internal static (List<string> Flags, string Text) Split(string text)
    {
        List<string> flags = [];
        int position = 0;
        while (true)
        {
            while (position < text.Length && char.IsWhiteSpace(text[position]))
            {
                position++;
            }

            if (!text.AsSpan(position).StartsWith("--"))
            {
                return (flags, text[position..]);
            }

            string flag = ReadFlag(text, ref position);
            if (flag == "--")
            {
                return (flags, text[position..].TrimStart());
            }

            flags.Add(flag);
        }
    }

    // The escape is always a backslash here, whatever the escape directive says: as in BuildKit.
    private static string ReadFlag(string text, ref int position)
    {
        StringBuilder flag = new();
        char quote = '\0';
        for (; position < text.Length; position++)
        {
            char c = text[position];
            if (quote == '\0' && char.IsWhiteSpace(c))
            {
                break;
            }

            if (c == '\\')
            {
                if (position + 1 < text.Length)
                {
                    flag.Append(text[++position]);
                }
            }
            else if (quote == '\0' && c is '\'' or '"')
            {
                quote = c;
            }
            else if (c == quote)
            {
                quote = '\0';
            }
            else
            {
                flag.Append(c);
            }
        }

        return flag.ToString();
    }
}
