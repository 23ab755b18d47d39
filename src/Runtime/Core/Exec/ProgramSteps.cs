using MiniDocker.Runtime.Plans;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Exec;

/// <summary>The last steps: where the program starts, what it inherits, and execve.</summary>
internal static unsafe class ProgramSteps
{
    private const string DefaultPath =
        "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>
    /// Goes to the working directory, as root; a user's own may be closed to root.
    /// </summary>
    internal static void EnterDirectory(LaunchContext c, bool create)
    {
        PlanBuilder b = c.Builder;
        string path = c.Process.Cwd;
        b.Begin("go to {0}", path, null, "process.cwd");
        StepHandle there = b.Call(Syscall.chdir, b.Text(path))
            .Tolerate(create ? ENOENT : EACCES, EACCES);
        if (create)
        {
            string so = "";
            foreach (string part in Rootfs.RootfsPath.Parts(path))
            {
                so += "/" + part;
                b.Call(Syscall.mkdirat, AT_FDCWD, b.Text(so), Rootfs.RootfsPath.DirectoryMode)
                    .TolerateAll();
            }
            b.Call(Syscall.chdir, b.Text(path)).Tolerate(EACCES);
        }
        b.LandSuccess(there);
    }

    /// <summary>
    /// Goes there again as the user, and makes sure that the place is inside the container: a
    /// handle of the host that leaked would show here (CVE-2024-21626).
    /// </summary>
    internal static void CheckDirectory(LaunchContext c)
    {
        PlanBuilder b = c.Builder;
        b.Begin("check working directory {0}", c.Process.Cwd, null,
            "it must be inside the container's root");
        if (c.Process.User.Uid != 0)
            b.Call(Syscall.chdir, b.Text(c.Process.Cwd));
        byte* path = b.Arena.Take(RuntimeLimits.PathBytesMax);
        b.Call(Syscall.getcwd, path, RuntimeLimits.PathBytesMax);
        b.Do(StepOperation.Check, path, 0xFF, (int)'/', ENOENT);
    }

    /// <summary>Finds the program now, so that `create` can say that it is not there.</summary>
    internal static void Find(LaunchContext c)
    {
        PlanBuilder b = c.Builder;
        b.Begin("find program {0}", c.Process.Args[0], null, "create reports a missing program");
        var found = new List<StepHandle>();
        List<string> candidates = Candidates(c);
        for (int i = 0; i < candidates.Count; i++)
        {
            StepHandle look = b.Call(Syscall.faccessat2, AT_FDCWD, b.Text(candidates[i]), 1,
                AT_EACCESS);
            if (i + 1 < candidates.Count)
                look.TolerateAll();
            found.Add(look);
        }
        foreach (StepHandle look in found)
            b.LandSuccess(look);
    }

    /// <summary>Marks what the program must not inherit, and runs it.</summary>
    internal static void Execute(LaunchContext c)
    {
        PlanBuilder b = c.Builder;
        b.Begin("close inherited descriptors from {0} on",
            (3 + c.Options.PreserveFds).ToString(provider: null), null,
            "the kernel closes them in execve, the report socket last");
        b.Call(Syscall.close_range, 3 + c.Options.PreserveFds, uint.MaxValue,
            CLOSE_RANGE_CLOEXEC);
        b.Begin("run {0}", c.Process.Args[0], null, "the user's program replaces this one");
        byte** arguments = b.Arena.Texts(c.Process.Args);
        List<string> candidates = Candidates(c);
        for (int i = 0; i < candidates.Count; i++)
        {
            StepHandle run = b.Call(
                Syscall.execve, b.Text(candidates[i]), arguments, c.Environment);
            if (i + 1 < candidates.Count)
                run.Tolerate(ENOENT, ENOTDIR);
        }
    }

    /// <summary>Copies the environment, with room for a HOME that is found out later.</summary>
    internal static void PrepareEnvironment(LaunchContext c)
    {
        c.Environment = c.Builder.Arena.Texts(c.Process.Env, spare: 1);
        if (Has(c.Process.Env, "HOME="))
            return;
        c.Shared = new SharedMemory(RuntimeLimits.PathBytesMax);
        c.HomeText = c.Shared.Address;
        "HOME=/"u8.CopyTo(new Span<byte>(c.HomeText, RuntimeLimits.PathBytesMax));
        c.Environment[c.Process.Env.Count] = c.HomeText;
    }

    private static List<string> Candidates(LaunchContext c)
    {
        string program = c.Process.Args[0];
        if (program.Contains('/'))
            return [program];
        string path = DefaultPath;
        foreach (string entry in c.Process.Env)
        {
            if (entry.StartsWith("PATH=", StringComparison.Ordinal))
                path = entry["PATH=".Length..];
        }
        var candidates = new List<string>();
        foreach (string directory in path.Split(':'))
            candidates.Add((directory.Length == 0 ? "." : directory) + "/" + program);
        return candidates;
    }

    private static bool Has(IReadOnlyList<string> environment, string prefix)
    {
        foreach (string entry in environment)
        {
            if (entry.StartsWith(prefix, StringComparison.Ordinal))
                return true;
        }
        return false;
    }
}
