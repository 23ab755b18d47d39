using MiniDocker.ImageBuilder.Plan;
using MiniDocker.Linux;
using MiniDocker.Oci;
using MiniDocker.Storage;
using MiniDocker.Storage.Layers;

namespace MiniDocker.ImageBuilder.Execution;

/// <summary>
/// The files of a stage so far, read-only and merged; no mount is visible anywhere. A step that
/// is cached never looks, so nothing is mounted before something does.
/// </summary>
internal sealed class StageRoot : IDisposable
{
    private readonly StorageRoot _root;
    private readonly ChainId _chain;
    private MergedTree? _merged;
    private RootedTree? _files;

    private StageRoot(StorageRoot root, ChainId chain)
    {
        _root = root;
        _chain = chain;
    }

    /// <summary>Null when the stage has no layer.</summary>
    internal RootedTree? Files
    {
        get
        {
            if (_merged is null && !_chain.IsEmpty)
            {
                _merged = _root.Layers.OpenMerged(_chain);
                _files = new RootedTree(_merged.Root, owns: false);
            }

            return _files;
        }
    }

    internal static StageRoot Open(StorageRoot root, StageState state) => new(root, state.Chain);

    public void Dispose() => _merged?.Dispose();
}
