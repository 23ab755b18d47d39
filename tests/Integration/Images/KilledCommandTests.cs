using System.Diagnostics;
using MiniDocker.TestKit;

namespace MiniDocker.Integration.Images;

/// <summary>kill -9 in the middle: the next command works, and nothing is there by half.</summary>
public sealed class KilledCommandTests : IDisposable
{
    private const int Rounds = 12;

    private readonly ImageRoot _root;

    public KilledCommandTests()
    {
        Needs.Root();
        _root = new ImageRoot();
        ImageRoot.Shell($"""
            mkdir {_root.File("big")} && cd {_root.File("big")}
            for i in $(seq 400); do head -c 60000 /dev/urandom > f$i; done; tar -cf ../big.tar .
            """);
        _root.Run("import", _root.File("big.tar"), "big").MustSucceed();
        _root.Run("save", "-o", _root.File("save.tar"), "big").MustSucceed();
        _root.Run("rmi", "big").MustSucceed();
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Load_and_rmi_killed_at_any_time_leave_all_or_nothing()
    {
        long whole = TimeOf("load", "-i", _root.File("save.tar"));
        _root.Run("rmi", "big").MustSucceed();
        for (int round = 0; round < Rounds; round++)
        {
            Kill(whole * (round + 1) / Rounds, "load", "-i", _root.File("save.tar"));
            AssertWholeOrAbsent();
            _root.Run("load", "-i", _root.File("save.tar")).MustSucceed();
            Assert.Equal(
                ImageRoot.Describe(_root.File("big")), ImageRoot.Describe(_root.Tree("big")));
            Kill((round + 1) * 8, "rmi", "big");
            AssertWholeOrAbsent();
        }
        _root.Run("image", "prune", "-a", "-f").MustSucceed();
        Assert.Empty(_root.ContentFiles());
    }

    // A name that is there leads to an image that can be saved whole.
    private void AssertWholeOrAbsent()
    {
        string names = _root.Run("images", "--format", "{{.Repository}}").MustSucceed().Output;
        if (names == "big\n")
            _root.Run("save", "-o", _root.File("check.tar"), "big").MustSucceed();
        else
            Assert.Equal("", names);
    }

    private void Kill(long afterMs, params string[] arguments)
    {
        using Process process = _root.Start(arguments);
        if (!process.WaitForExit(TimeSpan.FromMilliseconds(afterMs)))
            process.Kill();
        process.WaitForExit();
    }

    private long TimeOf(params string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        _root.Run(arguments).MustSucceed();
        return clock.ElapsedMilliseconds;
    }
}
