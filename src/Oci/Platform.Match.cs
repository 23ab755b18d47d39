namespace MiniDocker.Oci;

public sealed partial record Platform
{
    private const int NoMatch = -1;

    /// <summary>
    /// Parses <c>os[/arch[/variant]]</c> or <c>arch[/variant]</c> and normalises it; what is left
    /// out is taken from the host, as Docker does.
    /// </summary>
    /// <exception cref="OciFormatException">The text is no platform.</exception>
    public static Platform Parse(string text)
    {
        string[] parts = text.Split('/');
        foreach (string part in parts)
        {
            if (part.Length == 0 || part.AsSpan().ContainsAnyExcept(NameChars))
                throw Invalid(text);
        }
        return parts switch
        {
            [string one] when IsKnownOS(one) => (Host with { OS = NormalOS(one) }).Normalize(),
            [string one] when IsKnownArchitecture(one) => Linux(one, null).Normalize(),
            [string os, string arch] when IsKnownOS(os) =>
                new Platform { OS = os, Architecture = arch }.Normalize(),
            [string arch, string variant] when IsKnownArchitecture(arch) =>
                Linux(arch, variant).Normalize(),
            [string os, string arch, string variant] =>
                new Platform { OS = os, Architecture = arch, Variant = variant }.Normalize(),
            _ => throw Invalid(text),
        };
    }

    /// <summary>
    /// The same platform in the words everybody compares with (x86_64 is amd64, ...).
    /// </summary>
    public Platform Normalize()
    {
        (string architecture, string? variant) = (Architecture.ToLowerInvariant(),
            string.IsNullOrEmpty(Variant) ? null : Variant.ToLowerInvariant());
        (architecture, variant) = (architecture, variant) switch
        {
            ("x86_64" or "x86-64", _) => ("amd64", variant == "v1" ? null : variant),
            ("amd64", "v1") => ("amd64", null),
            ("i386" or "i686" or "x86", _) => ("386", null),
            ("aarch64" or "arm64", null or "8" or "v8" or "v8.0") => ("arm64", "v8"),
            ("aarch64", _) => ("arm64", variant),
            ("armhf", _) => ("arm", "v7"),
            ("armel", _) => ("arm", "v6"),
            ("arm", null or "7") => ("arm", "v7"),
            ("arm", "5" or "6" or "8") => ("arm", "v" + variant),
            _ => (architecture, variant),
        };
        return this with { OS = NormalOS(OS), Architecture = architecture, Variant = variant };
    }

    /// <summary>True when a machine of this platform runs an image for the other one.</summary>
    public bool Matches(Platform image) => Rank(image) != NoMatch;

    /// <summary>
    /// How well an image fits a machine of this platform: -1 not at all, 0 exactly, more for
    /// an older variant or architecture that the machine also runs.
    /// </summary>
    public int Rank(Platform image)
    {
        Platform wanted = Normalize(), offered = image.Normalize();
        if (wanted.OS != offered.OS)
            return NoMatch;
        if (wanted.Architecture == offered.Architecture)
            return VariantRank(wanted, offered);
        return (wanted.Architecture, offered.Architecture) switch
        {
            ("amd64", "386") => 100,
            ("arm64", "arm") => 100 + Math.Max(0, 8 - VariantNumber(offered.Variant)),
            _ => NoMatch,
        };
    }

    private static int VariantRank(Platform wanted, Platform offered)
    {
        if (wanted.Variant == offered.Variant)
            return 0;
        int have = VariantNumber(wanted.Variant), need = VariantNumber(offered.Variant);
        return need > 0 && have >= need ? have - need
            : need > 0 ? NoMatch
            : wanted.Variant is null || offered.Variant is null ? 50
            : NoMatch;
    }

    // "v8.2" counts as 8; no variant of amd64 is v1.
    private static int VariantNumber(string? variant) =>
        variant is null ? 1
        : variant is ['v', >= '0' and <= '9', ..] ? variant[1] - '0'
        : 0;

    private static System.Buffers.SearchValues<char> NameChars { get; } =
        System.Buffers.SearchValues.Create(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.");

    private static string NormalOS(string os) =>
        os.ToLowerInvariant() is "macos" ? "darwin" : os.ToLowerInvariant();

    private static bool IsKnownOS(string word) => word.ToLowerInvariant() is
        "linux" or "windows" or "darwin" or "macos" or "freebsd" or "netbsd" or "openbsd"
        or "solaris" or "wasip1" or "android" or "plan9" or "aix" or "illumos";

    private static bool IsKnownArchitecture(string word) => word.ToLowerInvariant() is
        "amd64" or "x86_64" or "x86-64" or "386" or "i386" or "i686" or "arm64" or "aarch64"
        or "arm" or "armhf" or "armel" or "ppc64le" or "ppc64" or "s390x" or "riscv64"
        or "loong64" or "mips64le" or "mips64" or "mips" or "mipsle" or "wasm";

    private static OciFormatException Invalid(string text) =>
        new($"invalid platform {OciText.Quote(text)}: expected os/arch[/variant], "
            + "for example linux/arm64/v8");
}
