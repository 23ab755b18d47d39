using MiniDocker.Linux;

namespace MiniDocker.Runtime.State;

/// <summary>
/// Directories below /run that are there only while something uses them. Whoever leaves removes an
/// empty one, which may hit another who has just made it and not yet put anything into it; so the
/// one who comes makes it again until his file is in it.
/// </summary>
public static class RunDirectory
{
    private const int TriesMax = 1000;

    private const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes a directory, and parents, and something in it.</summary>
    /// <param name="directory">The directory; only its owner may enter a new one.</param>
    /// <param name="fill">Makes something in it; ENOENT means that it has to be made again.</param>
    /// <returns>What <paramref name="fill"/> returned.</returns>
    /// <exception cref="LinuxException">Making something in it failed.</exception>
    public static T Enter<T>(string directory, Func<T> fill)
    {
        for (int tries = 1; ; tries++)
        {
            Directory.CreateDirectory(directory, OwnerOnly);
            try
            {
                return fill();
            }
            catch (IOException e) when (tries < TriesMax
                && e is LinuxException { Errno: Errno.ENOENT } or DirectoryNotFoundException)
            {
                // Its last user left in between.
            }
        }
    }

    /// <summary>Removes a file; nothing happens if it, or its directory, has gone.</summary>
    public static void Remove(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (DirectoryNotFoundException)
        {
            // The last user left.
        }
    }

    /// <summary>Removes a directory if nothing is in it; nothing happens otherwise.</summary>
    public static void Leave(string directory) => DirectoryMaker.TryRemove(directory);
}
