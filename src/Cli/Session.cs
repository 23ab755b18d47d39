using MiniDocker.Engine;
using MiniDocker.Engine.Containers;
using MiniDocker.Storage;

namespace MiniDocker.Cli;

/// <summary>What the global flags decided, and what commands open when they need it.</summary>
internal sealed class Session
{
    private EngineRoot? _root;
    private ContainerStore? _containers;

    /// <summary>The value of <c>--root</c>.</summary>
    internal string? RootOption { get; set; }

    /// <summary>Errors show where they came from.</summary>
    internal bool IsDebug { get; set; }

    /// <summary>What a failure that says no exit code of its own ends with. <c>run</c> makes it
    /// 125, since 1 would look like the code of the user's program.</summary>
    internal int FailureCode { get; set; } = 1;

    /// <summary>The storage of the chosen root.</summary>
    internal StorageRoot Storage => Root.Storage;

    /// <summary>The directories of the chosen root.</summary>
    internal EngineRoot Root =>
        _root ??= new EngineRoot(StorageRoot.Open(StorageRoot.ChoosePath(RootOption)));

    /// <summary>The containers of the chosen root.</summary>
    internal ContainerStore Containers => _containers ??= new ContainerStore(Root);

    /// <summary>Runs a step for each of several names, as <c>stop a b c</c> does: prints each
    /// name that went well, complains about each that did not, and goes on.</summary>
    /// <returns>0, or 1 if any failed.</returns>
    internal static int ForEach(IReadOnlyList<string> names, Action<string> step)
    {
        int code = 0;
        foreach (string name in names)
        {
            try
            {
                step(name);
                Console.Out.WriteLine(name);
            }
            catch (Exception e) when (Entry.IsExpected(e))
            {
                Console.Error.WriteLine($"Error: {e.Message}");
                code = 1;
            }
        }
        return code;
    }
}
