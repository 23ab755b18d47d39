using MiniDocker.ImageBuilder.Dockerfile;
using MiniDocker.Linux;

namespace MiniDocker.ImageBuilder.Copy;

/// <summary>Finds the real path behind symbolic links, inside a tree.</summary>
internal static class TreePath
{
    private const int LinksMax = 40;

    /// <summary>
    /// The path without links and dots, relative to the root. What does not exist is kept as it
    /// is written: it is going to be made.
    /// </summary>
    internal static string Resolve(RootedTree tree, string path)
    {
        List<string> resolved = [];
        Stack<string> todo = new();
        Push(todo, path);
        int links = 0;
        while (todo.TryPop(out string? part))
        {
            if (part == "..")
            {
                resolved.RemoveRange(Math.Max(0, resolved.Count - 1), Math.Min(1, resolved.Count));
                continue;
            }

            resolved.Add(part);
            string here = string.Join('/', resolved);
            if (!tree.TryStat(here, follow: false, out FileStatus status) || !status.IsLink)
            {
                continue;
            }

            if (++links > LinksMax)
            {
                throw new DockerfileException($"{path}: more than {LinksMax} symbolic links");
            }

            string target = tree.ReadLink(here);
            resolved.RemoveAt(resolved.Count - 1);
            if (target.StartsWith('/'))
            {
                resolved.Clear();
            }

            Push(todo, target);
        }

        return string.Join('/', resolved);
    }

    private static void Push(Stack<string> todo, string path)
    {
        string[] parts = path.Split('/');
        for (int i = parts.Length - 1; i >= 0; i--)
        {
            if (parts[i] is not ("" or "."))
            {
                todo.Push(parts[i]);
            }
        }
    }
}
