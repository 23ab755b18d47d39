using MiniDocker.ImageBuilder.Dockerfile;
using MiniDocker.ImageBuilder.Instructions;
using MiniDocker.ImageBuilder.Plan;
using MiniDocker.ImageBuilder.Progress;
using MiniDocker.Storage.Images;

namespace MiniDocker.ImageBuilder.Execution;

/// <summary>Carries out one stage, step by step.</summary>
internal sealed class StageBuilder(
    BuildSession session, StageScheduler stages, Stage stage, CancellationToken cancel)
{
    private int _step = 1;
    private int _total;

    internal async Task<StageState> BuildAsync()
    {
        StageState state = await StartAsync().ConfigureAwait(false);
        IReadOnlyList<Instruction> triggers = Triggers(state);
        List<Instruction> all = [.. triggers, .. stage.Instructions];
        _total = 1 + all.Count(MakesLayer);
        ConfigSteps config = new(state, session.Graph.Arguments, session.Escape);
        foreach (Instruction instruction in all)
        {
            cancel.ThrowIfCancellationRequested();
            await ApplyAsync(state, config, instruction).ConfigureAwait(false);
        }

        return state;
    }

    private async Task<StageState> StartAsync()
    {
        StageState state;
        if (stage.Base is { } parent)
        {
            state = StageState.FromStage(await stages.Get(parent).ConfigureAwait(false));
        }
        else if (stage.Image == StageGraph.Scratch)
        {
            state = new StageState();
        }
        else
        {
            Image image = await LoadAsync(stage.Image, stage.From.Lines).ConfigureAwait(false);
            state = StageState.FromImage(image.Config, image.Manifest.Layers);
        }

        state.SetDefaultPath();
        return state;
    }

    /// <summary>What the base image has for whoever builds on it: it runs first, once.</summary>
    private static IReadOnlyList<Instruction> Triggers(StageState state)
    {
        if (state.Config.OnBuild is not { Count: > 0 } triggers)
        {
            return [];
        }

        state.Config = state.Config with { OnBuild = null };
        DockerfileSource source = DockerfileSource.FromText(
            "ONBUILD", string.Join('\n', triggers));
        return InstructionParser.ParseAll(source);
    }

    private async Task ApplyAsync(StageState state, ConfigSteps config, Instruction instruction)
    {
        try
        {
            if (config.TryApply(instruction))
            {
                return;
            }
        }
        catch (DockerfileException error)
        {
            throw error.At(instruction.Lines);
        }

        _step++;
        string prefix = session.Graph.Stages.Count > 1 ? $"{stage.Label} " : "";
        string text = Describe(state, instruction);
        string name = $"[{prefix}{_step}/{_total}] {text}";
        StageState? from = instruction is CopyInstruction { From: not null } copy
            ? await FromAsync(copy).ConfigureAwait(false) : null;
        await session.Slots.WaitAsync(cancel).ConfigureAwait(false);
        StepContext step = new(
            instruction, state, session.Progress.Start(name),
            $"{session.Options.ContextDirectory}\n{session.Options.Dockerfile.Name}\n"
                + $"{stage.Label}\n{_step}");
        try
        {
            await RunAsync(step, from).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            session.Progress.Finish(step.Vertex, VertexEnd.Canceled);
            throw;
        }
        catch (Exception error)
        {
            session.Progress.Finish(step.Vertex, VertexEnd.Failed, error.Message);
            throw error is BuildException
                ? error
                : new BuildException(error.Message, name, instruction.Lines, [], error);
        }
        finally
        {
            session.Slots.Release();
        }
    }

    private Task RunAsync(StepContext step, StageState? from) => step.Instruction switch
    {
        WorkdirInstruction workdir => new WorkdirStep(session, cancel).RunAsync(step, workdir),
        CopyInstruction copy => new CopyStep(session, copy, cancel).RunAsync(step, from),
        RunInstruction run => new RunStep(session, run, cancel).RunAsync(step),
        _ => throw new InvalidOperationException(step.Instruction.GetType().Name),
    };

    private async Task<StageState> FromAsync(CopyInstruction copy)
    {
        if (stages.StageOf(copy, stage) is { } needed)
        {
            return await stages.Get(needed).ConfigureAwait(false);
        }

        string name = stages.ExpandFrom(copy);
        if (int.TryParse(name, out _))
        {
            throw new DockerfileException(
                $"invalid stage index {name}: no earlier stage of that number", copy.Lines);
        }

        Image image = await LoadAsync(name, copy.Lines).ConfigureAwait(false);
        return StageState.FromImage(image.Config, image.Manifest.Layers);
    }

    private async Task<Image> LoadAsync(string name, LineRange lines)
    {
        try
        {
            return await session.Images.LoadAsync(name, cancel).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new DockerfileException($"{name}: {error.Message}", lines, error);
        }
    }

    private string Describe(StageState state, Instruction instruction)
    {
        string text = instruction.Text.Trim();
        // COPY and ADD are shown with their variables filled in, RUN as the shell will see it.
        if (instruction is WorkdirInstruction)
        {
            text = state.Expander(session.Escape).Expand(text);
        }

        int end = text.IndexOf('\n');
        return end < 0 ? text : text[..end];
    }

    private static bool MakesLayer(Instruction instruction) =>
        instruction is RunInstruction or CopyInstruction or WorkdirInstruction;
}
