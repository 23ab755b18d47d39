using Microsoft.Win32.SafeHandles;
using MiniDocker.CommandLine;
using MiniDocker.Engine;
using MiniDocker.ImageBuilder.Dockerfile;
using MiniDocker.Storage;
using MiniDocker.Storage.Compression;
using MiniDocker.Storage.Layers;
using MiniDocker.Storage.Tar;

namespace MiniDocker.Cli.Commands;

/// <summary>
/// What a build reads: a directory in place, or a tar on standard input, which is unpacked to a
/// directory that goes with this object; and the Dockerfile, from there or from standard input.
/// </summary>
internal sealed class BuildInput : IDisposable
{
    private const string Stdin = "-";
    private const string DefaultName = "Dockerfile";

    private string? _temporary;

    private BuildInput(string directory) => Directory = directory;

    /// <summary>The context, absolute.</summary>
    internal string Directory { get; private set; }

    internal DockerfileSource Dockerfile { get; private set; } = null!;

    /// <summary>The ignore file's text: the Dockerfile's own, or the context's.</summary>
    internal string? IgnoreFile { get; private set; }

    /// <summary>Opens both; the caller disposes the result.</summary>
    internal static BuildInput Open(string context, string? file, StorageRoot root)
    {
        if (context == Stdin && file == Stdin)
        {
            throw new UsageException("invalid argument: can't use stdin for both build context "
                + "and dockerfile");
        }

        if (context.Contains("://", StringComparison.Ordinal))
        {
            throw new UsageException(
                $"build context {context} is not supported: clone or download it first");
        }

        BuildInput input = new(Path.GetFullPath(context));
        try
        {
            if (context == Stdin)
            {
                input.UnpackStdin(root, file);
            }

            input.ReadFiles(file);
            return input;
        }
        catch
        {
            input.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_temporary is not null)
        {
            System.IO.Directory.Delete(_temporary, recursive: true);
        }
    }

    private void ReadFiles(string? file)
    {
        if (Dockerfile is not null)
        {
            return;
        }

        if (!System.IO.Directory.Exists(Directory))
        {
            throw new EngineException(
                $"failed to build: unable to prepare context: path \"{Directory}\" not found", 1);
        }

        if (file == Stdin)
        {
            using Stream input = Console.OpenStandardInput();
            Dockerfile = Read("-", input);
            IgnoreFile = ReadText(Path.Combine(Directory, ".dockerignore"));
            return;
        }

        // As Docker: a relative -f is looked for from here, not from the context.
        string path = file is null || _temporary is not null
            ? Path.Combine(Directory, file ?? DefaultName)
            : Path.GetFullPath(file);
        if (!File.Exists(path))
        {
            throw new EngineException(
                $"failed to build: failed to read dockerfile: open {file ?? DefaultName}: "
                    + "no such file or directory", 1);
        }

        using FileStream stream = File.OpenRead(path);
        Dockerfile = Read(Path.GetFileName(path), stream);
        IgnoreFile = ReadText(path + ".dockerignore")
            ?? ReadText(Path.Combine(Directory, ".dockerignore"));
    }

    private void UnpackStdin(StorageRoot root, string? file)
    {
        string work = Path.Combine(root.BuildCacheDirectory, "work");
        _temporary = Path.Combine(work, $"context-{Guid.NewGuid():N}");
        Directory = Path.Combine(_temporary, "files");
        System.IO.Directory.CreateDirectory(Directory);
        string spool = Path.Combine(_temporary, "stdin");
        using (Stream input = Console.OpenStandardInput())
        using (FileStream output = File.Create(spool))
        {
            input.CopyTo(output);
        }

        using FileStream archive = File.OpenRead(spool);
        if (!IsArchive(archive))
        {
            // Text on standard input is a Dockerfile without a context.
            archive.Position = 0;
            Dockerfile = file is null
                ? Read("-", archive)
                : throw new UsageException("the build context on standard input is no tar archive");
            return;
        }

        archive.Position = 0;
        using SafeFileHandle directory = OpenDirectory(Directory);
        TarExtractor.Extract(archive, directory, "/", new TarExtractOptions(), default);
    }

    private static SafeFileHandle OpenDirectory(string path) =>
        Linux.RootedTree.Open(path).Root;

    private static bool IsArchive(Stream stream)
    {
        try
        {
            using TarReader reader = new(Decompressor.Open(stream));
            return reader.ReadNext();
        }
        catch (Exception e) when (e is TarException or CompressionException
            or InvalidDataException or EndOfStreamException)
        {
            return false;
        }
    }

    private static DockerfileSource Read(string name, Stream stream)
    {
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return DockerfileSource.FromBytes(name, bytes.ToArray());
    }

    private static string? ReadText(string path) =>
        File.Exists(path) ? File.ReadAllText(path) : null;
}
