using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;

namespace MiniDocker.Storage.Layers;

/// <content>Handles of the directories in use: the last one, and a few hundred others.</content>
internal sealed partial class DirectorySink
{
    private SafeFileHandle HandleOf(LayerNode directory)
    {
        if (directory == _lastDirectory)
            return _lastHandle!;
        SafeFileHandle handle = Open(directory);
        (_lastDirectory, _lastHandle) = (directory, handle);
        return handle;
    }

    // Called where no handle is in use.
    private void LimitDirectories()
    {
        if (_open.Count > OpenDirectoriesMax)
            CloseDirectories();
    }

    private SafeFileHandle Open(LayerNode directory)
    {
        if (directory.Parent is null)
            return _root;
        if (_open.TryGetValue(directory, out SafeFileHandle? handle))
            return handle;
        handle = OpenDirectory(Open(directory.Parent), directory);
        _open.Add(directory, handle);
        return handle;
    }

    private static SafeFileHandle OpenDirectory(SafeFileHandle parent, LayerNode node)
    {
        int errno = PathAt.Open(
            parent, node.Name, PathAt.O_RDONLY | PathAt.O_DIRECTORY, 0,
            out SafeFileHandle handle);
        Check(errno, "openat", node);
        return handle;
    }

    private void CloseDirectories()
    {
        foreach (SafeFileHandle handle in _open.Values)
            handle.Dispose();
        _open.Clear();
        (_lastDirectory, _lastHandle) = (null, null);
    }
}
