using System.Numerics;
using System.Text;
using MiniDocker.Runtime.Plans;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Credentials;

/// <summary>What a process inherits from whoever started it, and must not keep.</summary>
internal static unsafe class SessionSteps
{
    // possessor, user, group, other: all of the possessor's rights and search for the user.
    private const uint KeyringPermissions = 0x3f1f0000;
    private const ulong Unblockable = (1ul << 8) | (1ul << 18);

    /// <summary>Signals as a fresh program expects them: none ignored, none blocked.</summary>
    internal static void ResetSignals(LaunchContext c)
    {
        PlanBuilder b = c.Builder;
        b.Begin("reset signals", "an ignored one, SIGPIPE for instance, stays so over execve");
        byte* defaults = b.Arena.Take(32);
        ulong ignored = c.Host.IgnoredSignals & ~Unblockable;
        for (; ignored != 0; ignored &= ignored - 1)
            b.Call(Syscall.rt_sigaction, BitOperations.TrailingZeroCount(ignored) + 1, defaults,
                0, 8);
        b.Call(Syscall.rt_sigprocmask, SIG_SETMASK, b.Arena.Take(8), 0, 8);
    }

    /// <summary>A session of its own, so that no terminal of the caller's can signal it.</summary>
    internal static void NewSession(LaunchContext c)
    {
        c.Builder.Begin("start a session", "the caller's terminal has no hold on the container");
        c.Builder.Call(Syscall.setsid);
    }

    /// <summary>A session keyring of its own: the caller's keys are not the container's.</summary>
    internal static void NewKeyring(LaunchContext c)
    {
        if (c.Options.NoNewKeyring)
            return;
        PlanBuilder b = c.Builder;
        b.Begin("make session keyring", "keys of the caller are not for the container");
        StepHandle join = b.Call(Syscall.keyctl, KEYCTL_JOIN_SESSION_KEYRING,
            b.Text("_ses." + c.Options.Id), 0, 0, 0).Tolerate(ENOSYS, EPERM);
        b.Call(Syscall.keyctl, KEYCTL_SETPERM, KEY_SPEC_SESSION_KEYRING, KeyringPermissions, 0, 0)
            .TolerateAll();
        b.LandTolerated(join);
    }

    /// <summary>File creation mask of the setup, or of the program.</summary>
    internal static void SetUmask(LaunchContext c, uint mask, string why)
    {
        c.Builder.Begin("set umask", why);
        c.Builder.Call(Syscall.umask, mask);
    }

    /// <summary>Opens the files that label the program, while /proc is the host's.</summary>
    internal static void OpenLabels(LaunchContext c)
    {
        if (c.Process.ApparmorProfile is { Length: > 0 } profile)
        {
            c.Builder.Begin("open AppArmor label for {0}", profile, null,
                "process.apparmorProfile; ENOENT says that AppArmor is off");
            StepHandle own = c.Builder.Call(Syscall.openat, AT_FDCWD,
                c.Builder.Text("/proc/self/attr/apparmor/exec"), O_WRONLY | O_CLOEXEC)
                .Tolerate(ENOENT);
            Slot label = own.Into("apparmor");
            c.Builder.Call(Syscall.openat, AT_FDCWD,
                c.Builder.Text("/proc/self/attr/exec"), O_WRONLY | O_CLOEXEC).Into(label);
            c.Builder.LandSuccess(own);
            c.Labels.Add((label, "exec " + profile));
        }
        if (c.Process.SelinuxLabel is not { Length: > 0 } selinux)
            return;
        c.Builder.Begin("open SELinux label for {0}", selinux, null,
            "process.selinuxLabel; ENOENT says that no such module is on");
        c.Labels.Add((c.OpenHost("/proc/self/attr/exec", O_WRONLY, "selinux"), selinux));
    }

    /// <summary>Writes the labels, which count from execve on.</summary>
    internal static void WriteLabels(LaunchContext c)
    {
        foreach ((Slot file, string text) in c.Labels)
        {
            c.Builder.Begin("label the program {0}", text, null, "it counts from execve on");
            c.Builder.Call(Syscall.write, file, c.Builder.Text(text),
                Encoding.UTF8.GetByteCount(text));
        }
    }
}
