using MiniDocker.Oci;
using MiniDocker.Registry.Client;

namespace MiniDocker.Engine.Images;

/// <summary>Turns what the registry client reports into lines about layers. Configs and
/// manifests have none.</summary>
internal sealed class TransferProgress(IProgress<ImageProgress> listener)
    : IProgress<TransferReport>
{
    public void Report(TransferReport value)
    {
        if (!MediaTypes.IsLayer(value.Blob.MediaType))
            return;
        ImageProgressStatus status = value.Stage switch
        {
            TransferStage.Waiting => ImageProgressStatus.Waiting,
            TransferStage.Exists => ImageProgressStatus.LayerAlreadyExists,
            TransferStage.Downloading => ImageProgressStatus.Downloading,
            TransferStage.Retrying => ImageProgressStatus.Retrying,
            TransferStage.Downloaded => ImageProgressStatus.DownloadComplete,
            TransferStage.Uploading => ImageProgressStatus.Pushing,
            TransferStage.Mounted => ImageProgressStatus.Mounted,
            _ => ImageProgressStatus.Pushed,
        };
        listener.Report(
            new ImageProgress(value.Blob.Digest, status, value.Bytes, value.Blob.Size));
    }
}
