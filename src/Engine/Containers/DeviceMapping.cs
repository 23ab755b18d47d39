namespace MiniDocker.Engine.Containers;

/// <summary>A host device in a container, as in Docker's "Devices".</summary>
/// <param name="PathOnHost">The node on the host.</param>
/// <param name="PathInContainer">The node in the container.</param>
/// <param name="CgroupPermissions">Letters of <c>rwm</c>.</param>
public sealed record DeviceMapping(
    string PathOnHost, string PathInContainer, string CgroupPermissions);
