namespace MiniDocker.CommandLine.Templates;

/// <summary>Bounds on what a template may ask for.</summary>
internal static class TemplateLimits
{
    /// <summary>Blocks inside blocks, parentheses inside parentheses.</summary>
    internal const int DepthMax = 64;
}
