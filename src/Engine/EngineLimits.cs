namespace MiniDocker.Engine;

/// <summary>Bounds on what the engine reads from outside.</summary>
internal static class EngineLimits
{
    /// <summary>container.json: flags and labels of one container.</summary>
    internal const int RecordBytesMax = 4 << 20;

    /// <summary>/etc/passwd and /etc/group of an image.</summary>
    internal const int AccountFileBytesMax = 4 << 20;

    /// <summary>Symbolic links that follow one another, as in the kernel.</summary>
    internal const int LinksMax = 40;

    /// <summary>One line of a container's log.</summary>
    internal const int LogLineBytesMax = 1 << 20;

    /// <summary>A container's name: it is also a file name.</summary>
    internal const int NameLengthMax = 200;

    /// <summary>Docker's smallest --memory.</summary>
    internal const long MemoryBytesMin = 6 << 20;
}
