using MiniDocker.Oci;
using MiniDocker.Storage;
using MiniDocker.Storage.Images;

namespace MiniDocker.Engine.Images;

/// <summary>The conditions of <c>images --filter</c>: all of them must hold, of the values of
/// one name any.</summary>
public sealed class ImageFilter
{
    private static readonly string[] Known =
        ["reference", "dangling", "label", "before", "since", "until"];

    private readonly List<(string Name, string Value)> _terms = [];
    private readonly DateTimeOffset? _before, _since;

    /// <summary>Reads conditions, each <c>name=value</c>.</summary>
    /// <exception cref="EngineException">One is none, or names an image that is not there.
    /// </exception>
    public ImageFilter(StorageRoot root, IEnumerable<string> conditions)
    {
        foreach (string condition in conditions)
        {
            int equals = condition.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
                throw new EngineException(
                    "invalid argument \"" + condition + "\" for \"-f, --filter\" flag: "
                    + "bad format of filter (expected name=value)", 1);
            (string name, string value) =
                (condition[..equals].Trim().ToLowerInvariant(), condition[(equals + 1)..].Trim());
            if (!Known.Contains(name))
                throw new EngineException($"invalid filter '{name}'", 1);
            if (name == "dangling" && !IsBoolean(value))
                throw new EngineException($"invalid filter 'dangling=[{value}]'", 1);
            if (name == "before")
                _before = Created(root, value);
            else if (name == "since")
                _since = Created(root, value);
            else if (name == "until")
                _before = Time(value);
            else
                _terms.Add((name, value));
        }
    }

    /// <summary>True when an image fulfils every condition but those on its names.</summary>
    public bool Accepts(NamedImage image)
    {
        DateTimeOffset created = image.Image.Config.CreatedTime ?? DateTimeOffset.UnixEpoch;
        if ((_before is { } before && created >= before)
            || (_since is { } since && created <= since))
            return false;
        return Any("dangling", value => IsTrue(value) == image.IsDangling)
            && All("label", value => HasLabel(image.Image.Config.Config.Labels, value));
    }

    /// <summary>True when a name of an image fulfils the conditions on names.</summary>
    public bool Accepts(ImageReference? name) =>
        Any("reference", pattern => name is not null && Matches(name, pattern));

    private bool Any(string name, Func<string, bool> holds) =>
        !_terms.Any(t => t.Name == name) || _terms.Any(t => t.Name == name && holds(t.Value));

    private bool All(string name, Func<string, bool> holds) =>
        _terms.All(t => t.Name != name || holds(t.Value));

    private static bool HasLabel(IReadOnlyDictionary<string, string>? labels, string term)
    {
        int equals = term.IndexOf('=', StringComparison.Ordinal);
        string key = equals < 0 ? term : term[..equals];
        return labels is not null && labels.TryGetValue(key, out string? value)
            && (equals < 0 || value == term[(equals + 1)..]);
    }

    // A pattern is matched against the familiar name, with and without its tag.
    private static bool Matches(ImageReference name, string pattern) =>
        Glob.IsMatch(pattern, name.Familiar) || Glob.IsMatch(pattern, name.FamiliarName)
        || Glob.IsMatch(pattern, name.ToString()) || Glob.IsMatch(pattern, name.Name);

    private static DateTimeOffset Created(StorageRoot root, string image) =>
        root.Images.Resolve(image).Config.CreatedTime ?? DateTimeOffset.UnixEpoch;

    // A time, or how long ago: "24h", "30m".
    private static DateTimeOffset Time(string text)
    {
        if (Rfc3339.TryParse(text) is { } time)
            return time;
        if (text.Length > 1 && double.TryParse(text.AsSpan(0, text.Length - 1), out double count))
        {
            TimeSpan? ago = text[^1] switch
            {
                's' => TimeSpan.FromSeconds(count),
                'm' => TimeSpan.FromMinutes(count),
                'h' => TimeSpan.FromHours(count),
                'd' => TimeSpan.FromDays(count),
                _ => null,
            };
            if (ago is { } span)
                return DateTimeOffset.UtcNow - span;
        }
        throw new EngineException($"invalid filter 'until={text}': expected a time or 24h", 1);
    }

    private static bool IsBoolean(string text) =>
        text.ToLowerInvariant() is "true" or "false" or "1" or "0" or "t" or "f";

    private static bool IsTrue(string text) => text.ToLowerInvariant() is "true" or "1" or "t";
}
