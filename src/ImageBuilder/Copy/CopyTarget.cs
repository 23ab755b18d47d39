using MiniDocker.Linux;

namespace MiniDocker.ImageBuilder.Copy;

/// <summary>Where a COPY goes and what it changes on the way.</summary>
/// <param name="Path">The destination, absolute.</param>
/// <param name="IsDirectory">Whether it is written as a directory.</param>
/// <param name="Owner">The owner of all that is copied; null keeps or takes root's.</param>
/// <param name="Mode">The permissions of all that is copied; null keeps the source's.</param>
/// <param name="Root">The image so far; null when it has no layer.</param>
internal sealed record CopyTarget(
    string Path, bool IsDirectory, (uint Uid, uint Gid)? Owner, uint? Mode, RootedTree? Root);
