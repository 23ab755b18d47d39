using System.Text.Json;
using MiniDocker.TestKit;

namespace MiniDocker.Integration.Build;

/// <summary>The same Dockerfile and context through buildah: same files, same config.</summary>
public sealed class BuildahTests
{
    [Theory]
    [InlineData("COPY --chown=1:2 tree /data/\nCOPY tree/a.txt tree/b.txt /two/\n")]
    [InlineData("COPY tree/*.txt /wild/\nCOPY tree /copy\nRUN rm /copy/a.txt && mkdir /copy/new\n")]
    [InlineData("ADD archive.tar.gz /unpacked/\nADD tree/a.txt /plain/\n")]
    [InlineData("RUN ln -s bin /link && mkdir -p /real/x && ln -s /real /sym\nCOPY tree /sym/x/\n")]
    [InlineData("ENV A=1 B=\"two words\"\nENV C=$A-${D:-none}\nLABEL k=\"v $A\"\nEXPOSE 53/udp 80\n"
        + "VOLUME /v\nRUN mkdir -p /w/sub /v\nWORKDIR /w\nWORKDIR sub\nUSER 5:6\n"
        + "STOPSIGNAL SIGINT\n"
        + "CMD [\"x\", \"y\"]\nENTRYPOINT [\"/bin/sh\"]\n")]
    [InlineData("RUN echo a > /a && echo b > /b\nRUN rm -r /a && mv /b /a\nRUN chmod 4755 /a\n")]
    [InlineData("ARG V=1\nRUN echo $V > /v$V\nFROM scratch\n"
        + "COPY --from=base /v1 /bin/busybox /o/\n")]
    public void Build_gives_what_buildah_gives(string instructions)
    {
        using BuildArea area = new();
        string buildah = Needs.Program("buildah", "buildah");
        area.Write("tree/a.txt", "a");
        area.Write("tree/b.txt", "b");
        area.Write("tree/deep/er/c", "c");
        File.SetUnixFileMode($"{area.Context}/tree/b.txt", (UnixFileMode)0b110_100_000);
        File.CreateSymbolicLink($"{area.Context}/tree/link", "a.txt");
        Command.Run("tar", "-C", $"{area.Context}/tree", "--owner=7", "--group=8",
            "--numeric-owner",
            "-czf", $"{area.Context}/archive.tar.gz",
            "a.txt", "b.txt", "deep", "link").MustSucceed();

        area.Build(BuildArea.Base + instructions, "-t", "compared").MustSucceed();
        string layout = area["buildah"];
        string[] storage =
        [
            "--storage-driver", "vfs", "--root", area["vfs"], "--runroot", area["runroot"],
        ];
        Command.Run(buildah, [.. storage, "bud", "--isolation", "chroot", "--layers", "-t",
            "compared", area.Context]).MustSucceed();
        Command.Run(buildah,
            [.. storage, "push", "-q", "compared", $"oci:{layout}:compared"]).MustSucceed();

        Assert.Equal(
            WithoutMountPoints(area.Files(layout, "compared")),
            area.Files($"{area.Root}/content", "docker.io/library/compared:latest"));
        Assert.Equal(
            Interesting(JsonDocument.Parse(Command.Run("skopeo", "inspect", "--config",
                $"oci:{layout}:compared").MustSucceed().Output).RootElement),
            Interesting(area.Config("compared:latest")));
    }

    // buildah leaves what it mounts on in the layer of a RUN; no test here writes there itself.
    private static string WithoutMountPoints(string files) => string.Join('\n', files.Split('\n')
        .Where(line => line.Split('/', ' ')[1]
            is not ("dev" or "etc" or "proc" or "run" or "sys")));

    // What the image-spec defines and both builders decide from the Dockerfile alone.
    private static string Interesting(JsonElement image)
    {
        JsonElement config = image.GetProperty("config");
        List<string> found = [];
        foreach (string name in (string[])
            ["User", "Cmd", "Entrypoint", "WorkingDir", "StopSignal", "ExposedPorts", "Volumes"])
        {
            found.Add(config.TryGetProperty(name, out JsonElement value)
                ? $"{name} {value.ToString().Replace(" ", "")}" : name);
        }

        // buildah adds its own label, BuildKit and we add PATH.
        found.Add(config.TryGetProperty("Labels", out JsonElement labels)
            && labels.TryGetProperty("k", out JsonElement label) ? $"k {label}" : "k");
        if (config.TryGetProperty("Env", out JsonElement environment))
        {
            found.AddRange(environment.EnumerateArray().Select(item => item.ToString())
                .Where(item => !item.StartsWith("PATH=", StringComparison.Ordinal)));
        }

        return string.Join('\n', found);
    }
}
