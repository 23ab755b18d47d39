using System.Text;
using Microsoft.Win32.SafeHandles;
using MiniDocker.Linux;

namespace MiniDocker.Minirun;

/// <summary>What another program prints.</summary>
internal static class ProgramOutput
{
    private const int BytesMax = 16 << 20;

    /// <summary>Runs a program to its end; its errors go where this process's go.</summary>
    internal static string Read(
        string path, IReadOnlyList<string> arguments, out ExitStatus status)
    {
        (SafeFileHandle read, SafeFileHandle write) = Descriptors.Pipe();
        using (read)
        {
            int pid;
            using (write)
            {
                pid = Spawn.PosixSpawn(new SpawnRequest
                {
                    Path = path,
                    Arguments = [path, .. arguments],
                    Descriptors = [Descriptors.Own(0), write, Descriptors.Own(2)],
                });
            }

            using MemoryStream output = new();
            byte[] buffer = new byte[16 << 10];
            int count;
            while (output.Length < BytesMax && (count = Descriptors.Read(read, buffer)) > 0)
            {
                output.Write(buffer, 0, count);
            }

            status = Children.Wait(pid) ?? default;
            return Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length);
        }
    }
}
