namespace MiniDocker.TestKit;

/// <summary>A root of its own for <c>out/minidocker</c>, and an image with one of everything.
/// </summary>
public sealed class ImageRoot : IDisposable
{
    // Every type, owner, mode bit and attribute that a copy could lose.
    private const string MakeTree = """
        set -e; mkdir -p etc bin var/tmp; echo hello > etc/motd; printf x > bin/tool
        chown 1000:1001 bin/tool; chmod 4755 bin/tool; ln -s ../etc/motd bin/link
        ln etc/motd etc/motd.hard; mkfifo var/pipe; mknod var/null c 1 3; chmod 1777 var/tmp
        python3 -c 'import os; os.setxattr("etc/motd", "user.note", b"a\nb=\x00\xff")'
        head -c 300000 /dev/urandom > var/random; touch -h -d @1000000000 bin/link etc/motd bin/tool
        touch -d @1234567890 bin etc var/tmp
        """;

    private const string DescribeTree = """
        import hashlib, os, stat, sys
        for top, dirs, files in os.walk(sys.argv[1]):
            for name in sorted(dirs + files):
                p = os.path.join(top, name); s = os.lstat(p); m = s.st_mode
                x = [(a, os.getxattr(p, a, follow_symlinks=False)) for a in
                     sorted(os.listxattr(p, follow_symlinks=False)) if a.startswith("user.")
                     and not a.startswith(("user.overlay", "user.rootlesscontainers"))]
                body = hashlib.sha256(open(p, "rb").read()).hexdigest() if stat.S_ISREG(m) else ""
                link = os.readlink(p) if stat.S_ISLNK(m) else ""
                dev = s.st_rdev if stat.S_ISCHR(m) else 0
                links = s.st_nlink if stat.S_ISREG(m) else 0
                print(os.path.relpath(p, sys.argv[1]), oct(m), s.st_uid, s.st_gid, int(s.st_mtime),
                      dev, links, link, x, body)
        """;

    private readonly TemporaryDirectory _directory = new();
    private readonly string _minidocker = Repository.Executable("minidocker");

    /// <summary>Where files of a test may lie.</summary>
    public string Path => _directory.Path;

    /// <summary>The value of <c>--root</c>.</summary>
    public string Root => System.IO.Path.Combine(Path, "root");

    /// <summary>The content store, an OCI layout.</summary>
    public string Content => System.IO.Path.Combine(Root, "content");

    /// <summary>A path for a file of the test.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Runs a command on this root.</summary>
    public CommandResult Run(params string[] arguments) =>
        Command.Run(_minidocker, ["--root", Root, .. arguments]);

    /// <summary>Starts a command on this root; the caller owns the process.</summary>
    public System.Diagnostics.Process Start(params string[] arguments) =>
        Command.Start(new CommandOptions(), _minidocker, ["--root", Root, .. arguments]);

    /// <summary>Imports the sample tree under a name; gives back the image ID.</summary>
    public string ImportSample(string name)
    {
        string tree = File("tree");
        Directory.CreateDirectory(tree);
        Shell($"cd {tree} && {MakeTree}");
        Shell($"tar -C {tree} --xattrs --numeric-owner --format=pax -cf {File("tree.tar")} .");
        return Run("import", "-c", "CMD [\"/bin/tool\", \"-x\"]", "-c", "ENV A=b",
            "-c", "LABEL k=v", "-c", "USER 1000", "-m", "a sample", File("tree.tar"), name)
            .MustSucceed().Output.Trim();
    }

    /// <summary>The directory of a one-layer image's files.</summary>
    public string Tree(string image) => Run("image", "inspect", "-f",
        "{{.GraphDriver.Data.LowerDirs}}", image).MustSucceed().Output.Trim();

    /// <summary>One line for each file: name, type, mode, owner, time, link, attributes, content.
    /// </summary>
    public static string Describe(string tree) =>
        Command.Run("python3", "-c", DescribeTree, tree).MustSucceed().Output;

    /// <summary>Runs a shell command that must succeed.</summary>
    public static string Shell(string command) =>
        Command.Run("bash", "-c", command).MustSucceed().Output;

    /// <summary>Every file of the root that holds content or names it.</summary>
    public string[] ContentFiles() =>
        Directory.Exists(Root)
            ? [.. new[] { "content/blobs", "content/ingest", "images", "layers" }
                .Select(d => System.IO.Path.Combine(Root, d)).Where(Directory.Exists)
                .SelectMany(d => Directory.GetFileSystemEntries(
                    d, "*", SearchOption.AllDirectories))
                .Where(f => !f.EndsWith("/sha256", StringComparison.Ordinal)
                    && !f.EndsWith("/sha512", StringComparison.Ordinal)
                    && !f.Contains("/layers/.locks/", StringComparison.Ordinal)
                    && !System.IO.Path.GetFileName(f).StartsWith('.'))]
            : [];

    public void Dispose() => _directory.Dispose();
}
