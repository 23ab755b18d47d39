using System.Text;

namespace MiniDocker.Storage;

/// <content>The format file.</content>
public sealed partial class StorageRoot
{
    private const string FormatText = "minidocker root, format 1\n";

    // Others may pass through (a user-namespaced init resolves paths below); nobody may list.
    private const UnixFileMode RootMode = UnixFileMode.UserRead | UnixFileMode.UserWrite
        | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private string FormatPath => Below("format");

    /// <summary>Names a root and checks that this program understands what lies there.</summary>
    /// <exception cref="StorageFormatException">The root is of another format.</exception>
    public static StorageRoot Open(string path)
    {
        var root = new StorageRoot(path);
        root.CheckFormat();
        return root;
    }

    /// <summary>
    /// Creates the root directory and its format file where they are missing. Idempotent; called
    /// before the first write below the root.
    /// </summary>
    /// <exception cref="StorageFormatException">The root is of another format.</exception>
    public void EnsureCreated()
    {
        if (CheckFormat())
            return;
        Directory.CreateDirectory(Path, RootMode);
        DurableFile.Replace(FormatPath, Encoding.ASCII.GetBytes(FormatText));
    }

    // True if the format file is there and says what we know.
    private bool CheckFormat()
    {
        try
        {
            using FileStream file = File.OpenRead(FormatPath);
            Span<byte> bytes = stackalloc byte[StorageLimits.FormatFileBytesMax];
            int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            string found = Encoding.ASCII.GetString(bytes[..length]);
            return found == FormatText ? true : throw new StorageFormatException(
                $"{Path} is \"{Printable(found)}\", this program knows "
                + $"\"{FormatText.TrimEnd()}\": use a newer minidocker, or another --root");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    private static string Printable(string text)
    {
        string line = text.Split('\n')[0];
        return string.Concat(line.Select(c => char.IsControl(c) ? '?' : c));
    }
}
