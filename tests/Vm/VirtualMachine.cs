using System.Text.RegularExpressions;
using MiniDocker.TestKit;

namespace MiniDocker.Vm;

/// <summary>
/// One boot of Debian's cloud kernel under qemu, in which the guest keeps every promise of
/// guest/promises.sh; the tests then read off what became of each.
/// </summary>
public sealed partial class VirtualMachine
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(4);

    private readonly Dictionary<string, string> broken = [];
    private readonly HashSet<string> kept = [];
    private readonly string console;

    public VirtualMachine()
    {
        Needs.Root();
        string qemu = Needs.Program("qemu-system-x86_64", "qemu-system-x86");
        using TemporaryDirectory directory = new();
        Kernel kernel = Kernel.Fetch(directory);
        Initramfs.Write(directory["initramfs"], kernel.Modules);
        console = Command.Run(new CommandOptions { TimeLimit = TimeLimit }, qemu,
            "-m", "1024", "-smp", "2", "-nographic", "-no-reboot", "-nodefaults",
            "-serial", "stdio", "-net", "none",
            "-kernel", kernel.Image, "-initrd", directory["initramfs"],
            "-append", "console=ttyS0 quiet panic=-1").Output;
        foreach (Match line in Verdict().Matches(console))
        {
            string name = line.Groups[2].Value;
            if (line.Groups[1].Value == "kept")
            {
                kept.Add(name);
            }
            else
            {
                broken.Add(name, line.Groups[3].Value);
            }
        }
    }

    /// <summary>The names of all promises, in the order of the guest's file.</summary>
    public static IEnumerable<string> Promises() =>
        from Match match in Declaration().Matches(File.ReadAllText(
            Path.Combine(Repository.Root, "tests/Vm/guest/promises.sh")))
        select match.Groups[1].Value;

    public void MustHaveKept(string promise)
    {
        Assert.False(broken.TryGetValue(promise, out string? why), $"{promise}: {why}");
        Assert.True(kept.Contains(promise), $"the machine did not get as far as {promise}:\n"
            + string.Join('\n', console.Split('\n').TakeLast(20)));
    }

    [GeneratedRegex(@"^promise_([a-z0-9_]+)\(\)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^vm: (kept|broken) ([a-z0-9_]+)(?:: (.*))?\r?$", RegexOptions.Multiline)]
    private static partial Regex Verdict();
}
