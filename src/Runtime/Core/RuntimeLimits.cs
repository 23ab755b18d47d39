namespace MiniDocker.Runtime;

/// <summary>Limits on what a bundle may ask for.</summary>
internal static class RuntimeLimits
{
    /// <summary>Overlayfs takes 500 lower layers (fs/overlayfs/params.h).</summary>
    internal const int LowerLayersMax = 500;

    /// <summary>Mounts of one container: far above any real one, far below fs.mount-max.</summary>
    internal const int MountsMax = 10_000;

    /// <summary>The kernel's PATH_MAX, the zero included.</summary>
    internal const int PathBytesMax = 4096;

    /// <summary>Bytes of a container's /etc/passwd that are read for the HOME default.</summary>
    internal const int PasswdBytesMax = 1 << 20;

    /// <summary>The kernel's NGROUPS_MAX.</summary>
    internal const int GroupsMax = 65_536;

    /// <summary>Bytes of a text that fsconfig(2) takes.</summary>
    internal const int ConfigTextMax = 255;
}
