using System.Text;
using System.Text.Json;

namespace MiniDocker.ImageBuilder.Dockerfile;

/// <summary>The exec form: a JSON array of strings.</summary>
internal static class JsonWords
{
    /// <summary>
    /// The strings; null when the text is not JSON, which makes it the shell form. An array of
    /// anything but strings is an error, as a shell would make nonsense of it.
    /// </summary>
    internal static List<string>? TryParse(string text)
    {
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim();
        if (!trimmed.StartsWith('['))
        {
            return null;
        }

        byte[] utf8 = Encoding.UTF8.GetBytes(trimmed.ToString());
        List<string> words = [];
        bool onlyStrings = true;
        try
        {
            Utf8JsonReader reader = new(utf8);
            reader.Read();
            while (reader.Read() && reader.CurrentDepth > 0)
            {
                if (reader.TokenType == JsonTokenType.String && reader.CurrentDepth == 1)
                {
                    words.Add(reader.GetString()!);
                }
                else
                {
                    onlyStrings = false;
                }
            }

            // Reads to the end: text after the array means that it was no array.
            while (reader.Read())
            {
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }

        return onlyStrings
            ? words
            : throw new DockerfileException(
                "when using JSON array syntax, arrays must be comprised of strings only");
    }
}
