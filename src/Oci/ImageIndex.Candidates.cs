namespace MiniDocker.Oci;

public sealed partial record ImageIndex
{
    /// <summary>
    /// The manifests that may be the image of a platform, best first; those of equal worth in the
    /// index's order. Without a platform, those for this machine come first and all others after
    /// them. Attestations (platform unknown) and artifacts are left out.
    /// </summary>
    public IReadOnlyList<Descriptor> Candidates(Platform? platform)
    {
        Platform wanted = platform ?? Platform.Host;
        var ranked = new List<(int Rank, Descriptor Manifest)>();
        foreach (Descriptor manifest in Manifests)
        {
            if (!MediaTypes.IsManifest(manifest.MediaType)
                && !MediaTypes.IsIndex(manifest.MediaType))
                continue;
            if (manifest.Platform?.OS == "unknown")
                continue;
            // Without a platform the config decides, once it has been read.
            int rank = manifest.Platform is null ? 0 : wanted.Rank(manifest.Platform);
            if (rank >= 0 || platform is null)
                ranked.Add((rank < 0 ? int.MaxValue : rank, manifest));
        }
        return [.. ranked.OrderBy(r => r.Rank).Select(r => r.Manifest)];
    }
}
