using MiniDocker.Oci;
using MiniDocker.TestKit;

namespace MiniDocker.Integration.Layers;

/// <summary>An overlay with a writable upper directory over a stack of the store.</summary>
internal sealed class OverlayMount : IDisposable
{
    private readonly string _merged;

    internal OverlayMount(LayerForms forms, ChainId chain)
    {
        string Make(string name) =>
            Directory.CreateDirectory(Path.Combine(forms.Path, name)).FullName;
        (Upper, _merged) = (Make("upper"), Make("merged"));
        string options = $"lowerdir={string.Join(':', forms.Store.LowerDirs(chain))},"
            + $"upperdir={Upper},workdir={Make("work")}";
        Command.Run("mount", "-t", "overlay", "-o", options, "overlay", _merged).MustSucceed();
    }

    internal string Upper { get; }

    internal void Run(string script) => Command.Run(
        new CommandOptions { Directory = _merged }, "bash", "-c", script).MustSucceed();

    internal string List() => LayerForms.ListDirectory(_merged);

    public void Dispose() => Command.Run("umount", _merged).MustSucceed();
}
