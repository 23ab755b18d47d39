using MiniDocker.CommandLine;
using MiniDocker.Runtime;
using MiniDocker.Runtime.State;

namespace MiniDocker.Minirun.Commands;

/// <summary>Prints the program of system calls that a bundle's start is.</summary>
internal sealed class PlanCommand : Command
{
    private readonly FlagOption json;

    internal PlanCommand() => json = Options.Flag("json", "print it as JSON");

    public override string Summary => "Print the system calls that would start a bundle";

    public override string Usage => "[OPTIONS] BUNDLE";

    public override Arity Arity => Arity.AtMost(1);

    protected override int Run(IReadOnlyList<string> arguments)
    {
        ContainerRequest request = new()
        {
            Id = "plan",
            Bundle = arguments.Count > 0 ? arguments[0] : ".",
        };
        using LaunchPlan plan = Container.Plan(request);
        if (json.Value)
        {
            using Stream output = Console.OpenStandardOutput();
            plan.WriteJson(output);
        }
        else
        {
            using StreamWriter writer = new(Console.OpenStandardOutput());
            plan.WriteText(writer);
        }

        return 0;
    }
}
