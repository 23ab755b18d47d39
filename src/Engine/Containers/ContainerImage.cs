using MiniDocker.Oci;

namespace MiniDocker.Engine.Containers;

/// <summary>What a container needs of its image: it is unpacked, and its layers stay as long as
/// the container's record names them.</summary>
/// <param name="Reference">The name it was asked for by.</param>
/// <param name="Id">The digest of its config.</param>
/// <param name="Defaults">What it says about its containers.</param>
/// <param name="Chain">The chain of its layers.</param>
/// <param name="Lowers">Its layers, topmost first: directories or EROFS images.</param>
public sealed record ContainerImage(
    string Reference,
    string Id,
    ContainerDefaults Defaults,
    string Chain,
    IReadOnlyList<string> Lowers);
