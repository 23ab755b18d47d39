using System.Collections.Concurrent;
using MiniDocker.Oci;
using MiniDocker.Registry.Client;

namespace MiniDocker.Registry.Tests.Client;

/// <summary>What a transfer reported.</summary>
internal sealed class StageLog : IProgress<TransferReport>
{
    private readonly ConcurrentQueue<TransferReport> _reports = new();

    internal IEnumerable<TransferStage> All => _reports.Select(report => report.Stage);

    /// <summary>The last stage of each blob.</summary>
    internal IEnumerable<TransferStage> Final =>
        _reports.GroupBy<TransferReport, Digest>(report => report.Blob.Digest)
            .Select(blob => blob.Last().Stage);

    public void Report(TransferReport value) => _reports.Enqueue(value);
}
