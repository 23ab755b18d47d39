using MiniDocker.Oci;

namespace MiniDocker.ImageBuilder.Plan;

/// <summary>
/// What <c>ARG</c> outside the stages may see: defaults, <c>--build-arg</c>, platform names.
/// </summary>
internal sealed class BuildArguments
{
    private static readonly string[] ProxyNames =
        ["HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY"];

    private readonly IReadOnlyDictionary<string, string> _given;
    private readonly Dictionary<string, string?> _globals = [];
    private readonly HashSet<string> _used = [];

    internal BuildArguments(IReadOnlyDictionary<string, string> given, string target)
    {
        _given = given;
        Platform host = Platform.Host;
        foreach (string side in (string[])["TARGET", "BUILD"])
        {
            _globals[$"{side}PLATFORM"] = host.ToString();
            _globals[$"{side}OS"] = host.OS;
            _globals[$"{side}ARCH"] = host.Architecture;
            _globals[$"{side}VARIANT"] = host.Variant ?? "";
        }

        _globals["TARGETSTAGE"] = target;
    }

    /// <summary>The proxies given: visible in RUN though never declared, and in no key.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Proxies =>
        _given.Where(pair => IsProxy(pair.Key));

    /// <summary>The arguments given that no instruction declared.</summary>
    internal IEnumerable<string> Unused =>
        _given.Keys.Where(name => !_used.Contains(name) && !IsWellKnown(name)).Order();

    internal static bool IsProxy(string name) => ProxyNames.Contains(name.ToUpperInvariant());

    /// <summary>A name of the global scope, as FROM expands it.</summary>
    internal string? Get(string name) =>
        _globals.TryGetValue(name, out string? value) ? Given(name) ?? value : null;

    /// <summary>The value given on the command line.</summary>
    internal string? Given(string name)
    {
        if (!_given.TryGetValue(name, out string? value))
        {
            return null;
        }

        lock (_used)
        {
            _used.Add(name);
        }

        return value;
    }

    internal void DeclareGlobal(string name, string? value) =>
        _globals[name] = Given(name) ?? value ?? _globals.GetValueOrDefault(name);

    /// <summary>
    /// What a stage's <c>ARG name</c> or <c>ARG name=value</c> comes to; null when it stays unset.
    /// </summary>
    internal string? Resolve(string name, string? value) =>
        Given(name) ?? value ?? _globals.GetValueOrDefault(name);

    private static bool IsWellKnown(string name) =>
        IsProxy(name) || name == "SOURCE_DATE_EPOCH"
        || name.StartsWith("BUILDKIT_", StringComparison.Ordinal);
}
