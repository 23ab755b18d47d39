namespace MiniDocker.ImageBuilder.Context;

/// <summary>One token of a path pattern.</summary>
internal readonly record struct PatternToken(
    PatternKind Kind, char Character = '\0', CharacterClass? Class = null);
