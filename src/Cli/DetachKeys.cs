namespace MiniDocker.Cli;

/// <summary><c>--detach-keys</c>: letters and <c>ctrl-</c> combinations, separated by commas.
/// </summary>
internal static class DetachKeys
{
    internal const string Help = "Override the key sequence for detaching a container";

    private static readonly byte[] Default = [16, 17]; // ctrl-p ctrl-q

    internal static byte[] Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Default;
        }
        List<byte> keys = [];
        foreach (string key in text.Split(','))
        {
            keys.Add(key.Length == 1 && key[0] < 128 ? (byte)key[0]
                : key.Length == 6 && key.StartsWith("ctrl-", StringComparison.Ordinal)
                    ? Control(key[5], text)
                    : throw Invalid(text));
        }
        return [.. keys];
    }

    // Ctrl clears the upper bits: ctrl-a is 1, ctrl-@ 0, ctrl-[ 27.
    private static byte Control(char letter, string text) =>
        letter is >= 'a' and <= 'z' or '@' or '[' or '\\' or ']' or '^' or '_'
            ? (byte)(letter & 0x1f)
            : throw Invalid(text);

    private static FormatException Invalid(string text) =>
        new($"invalid detach keys ({text}) provided");
}
