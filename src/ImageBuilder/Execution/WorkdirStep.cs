using MiniDocker.ImageBuilder.Cache;
using MiniDocker.ImageBuilder.Copy;
using MiniDocker.ImageBuilder.Instructions;
using MiniDocker.Storage.Tar;

namespace MiniDocker.ImageBuilder.Execution;

/// <summary>WORKDIR: sets the directory, and makes it if the image does not have it.</summary>
internal sealed class WorkdirStep(BuildSession session, CancellationToken cancel)
{
    internal async Task RunAsync(StepContext step, WorkdirInstruction workdir)
    {
        string path = step.Expand(workdir.Path, session.Escape);
        string full = path.StartsWith('/') ? path : $"{step.State.WorkingDirectory}/{path}";
        string directory = "/" + CopyCollector.Clean(full);
        step.State.Config = step.State.Config with { WorkingDir = directory };
        string user = step.State.Config.User ?? "";
        StepKey key = new();
        key.Add("instruction", "WORKDIR");
        key.Add("base", step.State.Chain.ToString());
        key.Add("directory", directory);
        key.Add("user", user);
        key.Add("epoch", session.Epoch?.Seconds.ToString() ?? "");
        LayerBuilder layers = new(session, cancel);
        await layers.RunAsync(step, key, $"WORKDIR {directory}", stream =>
        {
            using StageRoot root = StageRoot.Open(session.Options.Root, step.State);
            TarWriter tar = new(stream);
            (uint, uint)? owner = user.Length == 0
                ? null : new Accounts(() => root.Files).Parse(user);
            CopyTarget target = new(directory, true, owner, null, root.Files);
            bool isNew = new CopyLayer(tar, target, session.Now, session.Epoch, cancel)
                .WriteDirectory();
            tar.Finish();
            return Task.FromResult(isNew);
        }).ConfigureAwait(false);
    }
}
