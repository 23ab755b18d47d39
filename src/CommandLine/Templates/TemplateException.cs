namespace MiniDocker.CommandLine.Templates;

/// <summary>A <c>--format</c> template that cannot be read or applied.</summary>
public sealed class TemplateException(string message) : Exception(message);
