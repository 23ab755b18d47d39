namespace MiniDocker.Runtime.State;

/// <summary>Versions that the runtime tells its callers.</summary>
public static class RuntimeVersion
{
    /// <summary>The oldest runtime-spec whose configurations are read.</summary>
    public const string SpecVersionMin = "1.0.0";

    /// <summary>The runtime-spec that is implemented.</summary>
    public const string SpecVersion = "1.3.0";

    /// <summary>The runtime's own version.</summary>
    public const string Own = "0.1.0";
}
