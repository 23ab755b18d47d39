namespace MiniDocker.Linux;

/// <summary>Who this process is. man 2 geteuid.</summary>
public static class ProcessOwner
{
    /// <summary>Its effective user id; 0 is root.</summary>
    public static uint EffectiveUid => Libc.geteuid();
}
