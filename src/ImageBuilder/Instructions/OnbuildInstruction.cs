namespace MiniDocker.ImageBuilder.Instructions;

/// <summary>An instruction for whoever builds FROM this image.</summary>
internal sealed record OnbuildInstruction(string Trigger) : Instruction;
