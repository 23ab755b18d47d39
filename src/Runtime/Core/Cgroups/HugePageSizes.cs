using System.Globalization;

namespace MiniDocker.Runtime.Cgroups;

/// <summary>The sizes of huge pages, as the hugetlb controller writes them in file names.</summary>
internal static class HugePageSizes
{
    private const string Directory = "/sys/kernel/mm/hugepages";
    private const string Prefix = "hugepages-";

    internal static List<string> Read()
    {
        List<string> sizes = [];
        if (!System.IO.Directory.Exists(Directory))
            return sizes;
        foreach (string path in System.IO.Directory.GetDirectories(Directory))
        {
            // hugepages-2048kB is 2MB, hugepages-1048576kB is 1GB.
            ReadOnlySpan<char> name = Path.GetFileName(path.AsSpan());
            if (name.StartsWith(Prefix) && name.EndsWith("kB") && long.TryParse(
                name[Prefix.Length..^2], NumberStyles.None, CultureInfo.InvariantCulture,
                out long kilobytes))
            {
                sizes.Add(Name(kilobytes));
            }
        }

        return sizes;
    }

    internal static string Name(long kilobytes) =>
        kilobytes >= 1 << 20 ? $"{kilobytes >> 20}GB"
        : kilobytes >= 1 << 10 ? $"{kilobytes >> 10}MB"
        : $"{kilobytes}KB";
}
