namespace MiniDocker.CommandLine.Templates;

/// <summary>What a piece of an action is.</summary>
internal enum TokenKind
{
    Word,
    Field,
    Variable,
    Text,
    Number,
    Pipe,
    Open,
    Close,
    Assign,
    Comma,
}

/// <summary>A piece of an action: <c>.State</c>, <c>"text"</c>, <c>|</c>.</summary>
internal readonly record struct TemplateToken(TokenKind Kind, string Value);
