namespace MiniDocker.Engine.Containers;

public sealed partial record MountRequest
{
    /// <summary>Reads the value of <c>-v</c>: <c>[SOURCE:]TARGET[:OPTIONS]</c>.</summary>
    /// <exception cref="EngineException">It is not one.</exception>
    public static MountRequest ParseVolume(string text)
    {
        string[] fields = text.Split(':');
        if (fields.Length > 3 || fields.Contains(""))
        {
            throw new EngineException($"invalid volume specification: '{text}'");
        }
        string target = fields.Length == 1 ? fields[0] : fields[1];
        string source = fields.Length == 1 ? "" : fields[0];
        string mode = fields.Length == 3 ? fields[2] : "";
        CheckTarget(target, text);
        if (source.Length > 0 && source[0] is '.' or '~')
        {
            source = Path.GetFullPath(source);
        }
        bool isBind = source.StartsWith('/');
        if (source.Length > 0 && !isBind)
        {
            VolumeStore.CheckName(source);
        }
        MountRequest request = new()
        {
            Type = isBind ? "bind" : "volume",
            Source = isBind ? Path.GetFullPath(source) : source,
            Target = Normalize(target),
            MakesSource = true,
            Options = mode,
        };
        foreach (string option in mode.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            request = option switch
            {
                "ro" => request with { IsReadOnly = true },
                "rw" or "z" or "Z" => request,
                "nocopy" when !isBind => request with { NoCopy = true },
                "rprivate" or "private" or "rslave" or "slave" or "rshared" or "shared"
                    when isBind => request with { Propagation = option },
                _ => throw new EngineException($"invalid mode: {mode}"),
            };
        }
        return request;
    }

    /// <summary>Reads the value of <c>--tmpfs</c>: <c>TARGET[:OPTIONS]</c>.</summary>
    /// <exception cref="EngineException">It is not one.</exception>
    public static MountRequest ParseTmpfs(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string target = colon < 0 ? text : text[..colon];
        CheckTarget(target, text);
        return new MountRequest
        {
            Type = "tmpfs",
            Target = Normalize(target),
            Options = colon < 0 ? "" : text[(colon + 1)..],
        };
    }

    /// <summary>Reads the value of <c>--mount</c>: <c>type=bind,src=/a,dst=/b,readonly</c>.
    /// </summary>
    /// <exception cref="EngineException">It is not one.</exception>
    public static MountRequest ParseMount(string text)
    {
        MountRequest request = new() { Type = "volume", Target = "" };
        List<string> tmpfs = [];
        foreach (string field in text.Split(','))
        {
            int equals = field.IndexOf('=', StringComparison.Ordinal);
            string key = (equals < 0 ? field : field[..equals]).Trim().ToLowerInvariant();
            string value = equals < 0 ? "true" : field[(equals + 1)..];
            switch (key)
            {
                case "type":
                    request = request with { Type = value.ToLowerInvariant() };
                    break;
                case "source" or "src":
                    request = request with { Source = value };
                    break;
                case "target" or "destination" or "dst":
                    request = request with { Target = value };
                    break;
                case "readonly" or "ro":
                    request = request with { IsReadOnly = ParseFlag(key, value) };
                    break;
                case "volume-nocopy":
                    request = request with { NoCopy = ParseFlag(key, value) };
                    break;
                case "bind-propagation":
                    request = request with { Propagation = value };
                    break;
                case "bind-nonrecursive" or "bind-recursive" or "consistency" or "volume-driver"
                    or "volume-label" or "volume-opt" or "volume-subpath" or "image-subpath":
                    throw new EngineException($"--mount {key} is not supported yet");
                case "tmpfs-size":
                    tmpfs.Add("size=" + value);
                    break;
                case "tmpfs-mode":
                    tmpfs.Add("mode=" + value);
                    break;
                default:
                    throw new EngineException(
                        $"invalid argument \"{text}\" for \"--mount\" flag: "
                        + $"unexpected key '{key}' in '{field}'");
            }
        }
        return Checked(request with { Options = string.Join(',', tmpfs) }, text);
    }

    private static MountRequest Checked(MountRequest request, string text)
    {
        string wrong = $"invalid argument \"{text}\" for \"--mount\" flag: ";
        if (request.Target.Length == 0)
        {
            throw new EngineException(wrong + "target is required");
        }
        CheckTarget(request.Target, text);
        switch (request.Type)
        {
            case "bind" when request.Source.Length == 0:
                throw new EngineException(wrong + "source is required");
            case "bind":
                request = request with { Source = Path.GetFullPath(request.Source) };
                break;
            case "volume" when request.Source.Length > 0:
                VolumeStore.CheckName(request.Source);
                break;
            case "volume":
                break;
            case "tmpfs" when request.Source.Length > 0:
                throw new EngineException(wrong + "a tmpfs has no source");
            case "tmpfs":
                break;
            default:
                throw new EngineException(
                    $"--mount type={request.Type} is not supported; known are bind, volume, tmpfs");
        }
        return request with { Target = Normalize(request.Target) };
    }

    private static bool ParseFlag(string key, string value) => value switch
    {
        "1" or "true" => true,
        "0" or "false" => false,
        _ => throw new EngineException($"invalid value for {key}: {value}"),
    };

    private static void CheckTarget(string target, string text)
    {
        if (!target.StartsWith('/'))
        {
            throw new EngineException(
                $"invalid volume specification: '{text}': invalid mount config: "
                + $"mount path must be absolute: '{target}'");
        }
        if (Normalize(target) == "/")
        {
            throw new EngineException(
                $"invalid volume specification: '{text}': destination can't be '/'");
        }
    }

    // Lexical, as Docker's path.Clean: the kernel resolves what remains inside the root.
    private static string Normalize(string path) => Path.GetFullPath(path).TrimEnd('/') is
        { Length: > 0 } clean ? clean : "/";
}
