using MiniDocker.ImageBuilder.Context;
using MiniDocker.Linux;
using MiniDocker.Oci;

namespace MiniDocker.ImageBuilder.Copy;

/// <summary>One file, directory or link that a COPY puts into the image.</summary>
internal sealed record CopyItem
{
    /// <summary>Where it comes from; null for the text of a here-document.</summary>
    internal SourceTree? Tree { get; init; }

    internal string SourcePath { get; init; } = "";

    internal FileStatus Status { get; init; }

    /// <summary>The content of a here-document.</summary>
    internal byte[]? Text { get; init; }

    /// <summary>
    /// Where it goes, relative to the destination; empty when it is the destination itself.
    /// </summary>
    internal required string Target { get; init; }

    /// <summary>Whether the destination names a directory that this goes into.</summary>
    internal bool IntoDirectory { get; init; }

    internal bool KeepsOwner => Tree?.KeepsOwners ?? false;

    /// <summary>What the cache knows it by: everything that shows in the image but times.</summary>
    internal string Describe()
    {
        if (Text is not null)
        {
            return $"file 644 {Digest.Compute(Text)}";
        }

        string owner = KeepsOwner ? $" {Status.Uid}:{Status.Gid}" : "";
        string kind = Status.IsFile ? $"file {Tree!.DigestOf(SourcePath, Status)}"
            : Status.IsLink ? $"link {Tree!.Files.ReadLink(SourcePath)}"
            : Status.IsDirectory ? "directory"
            : $"node {Status.Mode >> 12} {Status.DeviceMajor}:{Status.DeviceMinor}";
        return $"{kind} {Convert.ToString(Status.Permissions, 8)}{owner}";
    }
}
