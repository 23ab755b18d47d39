namespace MiniDocker.CommandLine;

/// <summary>The command line asked for help: unwinds the parser, is never an error.</summary>
internal sealed class HelpRequest : Exception;
