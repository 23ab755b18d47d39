using MiniDocker.Oci.Spec;

namespace MiniDocker.Engine.Containers;

/// <summary><c>--security-opt</c>: no-new-privileges and the seccomp profile.</summary>
public static class SecurityOptions
{
    private const string Seccomp = "seccomp";
    private const string NoNewPrivileges = "no-new-privileges";

    internal static bool HasNoNewPrivileges(HostConfig host)
    {
        bool set = false;
        foreach (string option in host.SecurityOpt ?? [])
        {
            (string name, string value) = Split(option);
            set = name == NoNewPrivileges ? value is "" or "true" : set;
        }
        return set;
    }

    /// <summary>The filter that the flags ask for.</summary>
    /// <param name="host">The flags.</param>
    /// <param name="standard">Makes Docker's default filter for a set of capabilities.</param>
    internal static SeccompSpec? ResolveSeccomp(
        HostConfig host, Func<IReadOnlyCollection<string>, SeccompSpec> standard)
    {
        string profile = host.Privileged ? "unconfined" : "";
        foreach (string option in host.SecurityOpt ?? [])
        {
            (string name, string value) = Split(option);
            profile = name == Seccomp ? value : profile;
        }
        return profile switch
        {
            "unconfined" => null,
            "" or "builtin" or "default" => standard(DefaultCapabilities.Resolve(host)),
            // create replaced the file's name by its content, as Docker's client does.
            _ => SeccompSpec.Parse(System.Text.Encoding.UTF8.GetBytes(profile)),
        };
    }

    /// <summary>Checks the options and puts the content of a profile file in its place.
    /// </summary>
    /// <exception cref="EngineException">An option that is not known, or no such file.
    /// </exception>
    public static string Load(string option)
    {
        (string name, string value) = Split(option);
        switch (name)
        {
            case NoNewPrivileges when value is "" or "true" or "false":
                return option;
            case Seccomp when value is "unconfined" or "builtin" or "default":
                return option;
            case Seccomp when value.Length > 0:
                return $"{Seccomp}={ReadProfile(value)}";
            case "apparmor" or "label" or "systempaths" or "writable-cgroups":
                throw new EngineException($"--security-opt {name} is not supported yet");
            default:
                throw new EngineException($"invalid --security-opt: \"{option}\"");
        }
    }

    private static string ReadProfile(string path)
    {
        try
        {
            string profile = File.ReadAllText(path);
            SeccompSpec.Parse(System.Text.Encoding.UTF8.GetBytes(profile));
            return profile;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EngineException($"opening seccomp profile ({path}) failed: {e.Message}");
        }
        catch (Oci.OciFormatException e)
        {
            throw new EngineException($"decoding seccomp profile ({path}) failed: {e.Message}");
        }
    }

    private static (string Name, string Value) Split(string option)
    {
        int at = option.AsSpan().IndexOfAny('=', ':');
        return at < 0 ? (option, "") : (option[..at], option[(at + 1)..]);
    }
}
