using System.Text;
using MiniDocker.Oci;

namespace MiniDocker.Storage.Content;

/// <content>The files that make the directory an OCI layout.</content>
public sealed partial class ContentStore
{
    private const string LayoutFile = "{\"imageLayoutVersion\":\"1.0.0\"}";

    private bool _layoutExists;

    private string IndexPath => $"{Path}/index.json";

    /// <summary>
    /// The manifests that have names here, as other tools see them (<c>skopeo copy
    /// oci:PATH:NAME</c>
    /// finds them by the annotation <c>org.opencontainers.image.ref.name</c>).
    /// </summary>
    /// <exception cref="OciFormatException">index.json is no image index.</exception>
    public ImageIndex ReadIndex() =>
        File.Exists(IndexPath)
            ? ImageIndex.Parse(File.ReadAllBytes(IndexPath))
            : new ImageIndex { MediaType = MediaTypes.OciIndex };

    /// <summary>
    /// Replaces the list of named manifests in one step. It is a view for others, derived from
    /// the references; the caller holds the lock under which those change.
    /// </summary>
    public void ReplaceIndex(IReadOnlyList<Descriptor> manifests)
    {
        EnsureLayout();
        WriteIndex(manifests);
    }

    /// <summary>Creates the empty layout where it is missing. Idempotent.</summary>
    /// <exception cref="StorageFormatException">The root is of another format.</exception>
    public void EnsureLayout()
    {
        if (_layoutExists)
            return;
        _root.EnsureCreated();
        Directory.CreateDirectory($"{Path}/blobs/sha256");
        Directory.CreateDirectory($"{Path}/blobs/sha512");
        Directory.CreateDirectory(IngestDirectory);
        if (!File.Exists(IndexPath))
            WriteIndex([]);
        if (!File.Exists($"{Path}/oci-layout"))
            DurableFile.Replace($"{Path}/oci-layout", Encoding.ASCII.GetBytes(LayoutFile));
        _layoutExists = true;
    }

    private void WriteIndex(IReadOnlyList<Descriptor> manifests) =>
        DurableFile.Replace(IndexPath, new ImageIndex
        {
            MediaType = MediaTypes.OciIndex,
            Manifests = manifests,
        }.ToJson());
}
