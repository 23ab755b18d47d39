namespace MiniDocker.CommandLine.Templates;

/// <summary>A piece of a parsed template.</summary>
internal abstract record TemplateNode;

/// <summary>Text that is printed as it is.</summary>
internal sealed record TextNode(string Text) : TemplateNode;

/// <summary><c>{{pipeline}}</c>, or <c>{{$name := pipeline}}</c>, which prints nothing.</summary>
internal sealed record PrintNode(string? Variable, Pipeline Pipeline) : TemplateNode;

/// <summary><c>{{if}}</c> and <c>{{with}}</c>.</summary>
internal sealed record IfNode(
    Pipeline Condition,
    bool MovesDot,
    IReadOnlyList<TemplateNode> Then,
    IReadOnlyList<TemplateNode> Else) : TemplateNode;

/// <summary><c>{{range $key, $value := pipeline}}</c>.</summary>
internal sealed record RangeNode(
    string? Key,
    string? Value,
    Pipeline Over,
    IReadOnlyList<TemplateNode> Body,
    IReadOnlyList<TemplateNode> Else) : TemplateNode;

/// <summary>Calls joined by <c>|</c>: each result is the last argument of the next.</summary>
internal sealed record Pipeline(IReadOnlyList<Call> Calls);

/// <summary>A function with its arguments, or a single operand.</summary>
internal sealed record Call(string? Function, IReadOnlyList<Operand> Arguments);

/// <summary>A value in a call.</summary>
internal abstract record Operand;

/// <summary><c>.A.B</c> of the dot, of a variable or of a parenthesis.</summary>
internal sealed record FieldOperand(Operand? Of, IReadOnlyList<string> Names) : Operand;

/// <summary><c>$name</c>; <c>$</c> is the whole value.</summary>
internal sealed record VariableOperand(string Name) : Operand;

/// <summary>A text, a number, true, false or nil.</summary>
internal sealed record ConstantOperand(object? Value) : Operand;

/// <summary>A pipeline in parentheses.</summary>
internal sealed record NestedOperand(Pipeline Pipeline) : Operand;
