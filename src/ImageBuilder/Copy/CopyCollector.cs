using MiniDocker.ImageBuilder.Context;
using MiniDocker.ImageBuilder.Dockerfile;
using MiniDocker.Linux;

namespace MiniDocker.ImageBuilder.Copy;

/// <summary>Finds what the sources of a COPY name, in a fixed order.</summary>
internal sealed class CopyCollector(SourceTree tree, PathPatterns excludes, bool keepParents)
{
    private readonly List<CopyItem> _items = [];

    internal IReadOnlyList<CopyItem> Items => _items;

    /// <summary>Adds what a source names: a path, or a pattern with <c>*</c>, <c>?</c>, <c>[</c>.
    /// </summary>
    /// <exception cref="DockerfileException">A path without a pattern is not there.</exception>
    internal void Add(string source)
    {
        int pivot = keepParents ? source.IndexOf("/./", StringComparison.Ordinal) : -1;
        string path = Clean(source);
        string prefix = pivot < 0 ? "" : Clean(source[..pivot]);
        if (path.AsSpan().IndexOfAny("*?[") < 0)
        {
            if (!AddPath(path, prefix))
            {
                throw new DockerfileException($"\"/{path}\": not found");
            }

            return;
        }

        foreach (string match in Matches("", path.Split('/'), 0))
        {
            AddPath(match, prefix);
        }
    }

    /// <summary>Adds the whole tree below the root, as ADD does with an archive.</summary>
    internal void AddRoot() => AddChildren("", "", 0);

    /// <summary>The path without empty parts, and with no way out of the root.</summary>
    internal static string Clean(string path)
    {
        List<string> parts = [];
        foreach (string part in path.Split('/'))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("" or "." or ".."))
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }

    private bool AddPath(string path, string prefix)
    {
        // A link that is named itself is followed; links below are copied as links.
        string real = TreePath.Resolve(tree.Files, path);
        if (!tree.Files.TryStat(real, follow: false, out FileStatus status)
            || (IsIgnored(path) && !status.IsDirectory))
        {
            return false;
        }

        string target = TargetOf(path, prefix);
        if (status.IsDirectory)
        {
            if (keepParents && target.Length > 0)
            {
                AddItem(real, target, status, true);
            }

            AddChildren(real, keepParents ? target : "", 0);
        }
        else
        {
            AddItem(real, target, status, keepParents);
        }

        return true;
    }

    private string TargetOf(string path, string prefix)
    {
        if (!keepParents)
        {
            return path[(path.LastIndexOf('/') + 1)..];
        }

        return prefix.Length == 0 ? path
            : path.StartsWith(prefix + "/", StringComparison.Ordinal) ? path[(prefix.Length + 1)..]
            : "";
    }

    private void AddChildren(string directory, string target, int depth)
    {
        if (depth > BuilderLimits.ContextDepthMax)
        {
            throw new DockerfileException(
                $"{directory}: deeper than {BuilderLimits.ContextDepthMax} directories");
        }

        foreach ((string name, FileStatus status) in tree.Files.List(directory))
        {
            string path = Join(directory, name);
            bool ignored = IsIgnored(path) || excludes.IsExcluded(Join(target, name));
            if (ignored && (!status.IsDirectory
                || !(tree.Ignored.HasExceptions || excludes.HasExceptions)))
            {
                continue;
            }

            int before = _items.Count;
            AddItem(path, Join(target, name), status, true);
            if (status.IsDirectory)
            {
                AddChildren(path, Join(target, name), depth + 1);
                // An ignored directory is there only for the sake of what came back below it.
                if (ignored && _items.Count == before + 1)
                {
                    _items.RemoveAt(before);
                }
            }
        }
    }

    private void AddItem(string path, string target, in FileStatus status, bool intoDirectory)
    {
        if (status.IsSocket)
        {
            return;
        }

        _items.Add(new CopyItem
        {
            Tree = tree,
            SourcePath = path,
            Target = target,
            Status = status,
            IntoDirectory = intoDirectory,
        });
    }

    private IEnumerable<string> Matches(string directory, string[] parts, int index)
    {
        string part = parts[index];
        bool isLast = index == parts.Length - 1;
        if (part.AsSpan().IndexOfAny("*?[") < 0)
        {
            string path = Join(directory, part);
            if (!isLast)
            {
                foreach (string match in Matches(path, parts, index + 1))
                {
                    yield return match;
                }
            }
            else if (tree.Files.TryStat(path, follow: true, out _))
            {
                yield return path;
            }

            yield break;
        }

        if (!tree.Files.TryStat(directory, follow: true, out FileStatus status)
            || !status.IsDirectory)
        {
            yield break;
        }

        PathPattern pattern = PathPattern.Parse(part);
        foreach ((string name, _) in tree.Files.List(TreePath.Resolve(tree.Files, directory)))
        {
            if (!pattern.IsMatch(name))
            {
                continue;
            }

            string path = Join(directory, name);
            foreach (string match in isLast ? [path] : Matches(path, parts, index + 1))
            {
                yield return match;
            }
        }
    }

    private bool IsIgnored(string path) =>
        !tree.Ignored.IsEmpty && path.Length > 0 && tree.Ignored.IsExcluded(path);

    internal static string Join(string directory, string name) =>
        directory.Length == 0 ? name : $"{directory}/{name}";
}
