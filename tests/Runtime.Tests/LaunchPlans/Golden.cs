using MiniDocker.TestKit;

namespace MiniDocker.Runtime.Tests.LaunchPlans;

/// <summary>Recorded texts beside the tests.</summary>
internal static class Golden
{
    internal static void Matches(string name, string actual)
    {
        string path = Path.Combine(
            Repository.Root, "tests/Runtime.Tests/LaunchPlans/Golden", name + ".txt");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(path, actual);
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
