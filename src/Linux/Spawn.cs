using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace MiniDocker.Linux;

/// <summary>Starts programs from a process with any number of threads.</summary>
public static unsafe class Spawn
{
    /// <summary>
    /// Starts a program with signals as a fresh login has them and only the descriptors asked
    /// for. The caller waits for it with <see cref="Children"/>.
    /// </summary>
    /// <returns>The process id.</returns>
    /// <exception cref="LinuxException">It cannot be started: ENOENT, EACCES, ENOEXEC...
    /// </exception>
    public static int PosixSpawn(SpawnRequest request)
    {
        byte* attributes = stackalloc byte[Libc.PosixSpawnAttrBytes];
        byte* actions = stackalloc byte[Libc.PosixSpawnFileActionsBytes];
        _ = Libc.posix_spawnattr_init(attributes);
        _ = Libc.posix_spawn_file_actions_init(actions);
        List<SafeFileHandle> copies = [];
        try
        {
            SetSignals(attributes, request);
            SetDescriptors(actions, request.Descriptors, copies);
            return Start(request, attributes, actions);
        }
        finally
        {
            foreach (SafeFileHandle copy in copies)
            {
                copy.Dispose();
            }

            _ = Libc.posix_spawn_file_actions_destroy(actions);
            _ = Libc.posix_spawnattr_destroy(attributes);
        }
    }

    private static void SetSignals(byte* attributes, SpawnRequest request)
    {
        byte* all = stackalloc byte[Libc.SigsetBytes];
        byte* none = stackalloc byte[Libc.SigsetBytes];
        new Span<byte>(all, Libc.SigsetBytes).Fill(0xff);
        new Span<byte>(none, Libc.SigsetBytes).Clear();
        int flags = Libc.POSIX_SPAWN_SETSIGDEF | Libc.POSIX_SPAWN_SETSIGMASK
            | (request.NewSession ? Libc.POSIX_SPAWN_SETSID : 0);
        _ = Libc.posix_spawnattr_setflags(attributes, (short)flags);
        _ = Libc.posix_spawnattr_setsigdefault(attributes, all);
        _ = Libc.posix_spawnattr_setsigmask(attributes, request.BlockSignals ? all : none);
    }

    // Copies far above the targets first: a source may have the number of another's target.
    private static void SetDescriptors(
        byte* actions, IReadOnlyList<SafeHandle> descriptors, List<SafeFileHandle> copies)
    {
        for (int i = 0; i < descriptors.Count; i++)
        {
            int copy = LinuxException.ThrowIfError(
                Libc.fcntl(descriptors[i], Libc.F_DUPFD_CLOEXEC, descriptors.Count + 3),
                "fcntl", "F_DUPFD_CLOEXEC");
            copies.Add(new SafeFileHandle(copy, ownsHandle: true));
            _ = Libc.posix_spawn_file_actions_adddup2(actions, copy, i);
        }

        _ = Libc.posix_spawn_file_actions_addclosefrom_np(
            actions, Math.Max(3, descriptors.Count));
    }

    private static int Start(SpawnRequest request, byte* attributes, byte* actions)
    {
        IReadOnlyList<string> environment = request.Environment ?? OwnEnvironment();
        using var argv = new Utf8Vector(request.Arguments);
        using var envp = new Utf8Vector(environment);
        byte[]? directory = request.WorkingDirectory is { } path
            ? Encoding.UTF8.GetBytes(path + '\0') : null;
        fixed (byte* program = Encoding.UTF8.GetBytes(request.Path + '\0'))
        fixed (byte* working = directory)
        {
            if (working is not null)
            {
                _ = Libc.posix_spawn_file_actions_addchdir_np(actions, working);
            }

            int pid;
            int error = Libc.posix_spawn(
                &pid, program, actions, attributes, argv.Pointer, envp.Pointer);
            return error == 0
                ? pid
                : throw new LinuxException("posix_spawn", request.Path, (Errno)error);
        }
    }

    private static List<string> OwnEnvironment()
    {
        List<string> own = [];
        System.Collections.IDictionaryEnumerator pairs =
            Environment.GetEnvironmentVariables().GetEnumerator();
        while (pairs.MoveNext())
        {
            own.Add($"{pairs.Key}={pairs.Value}");
        }

        return own;
    }
}
