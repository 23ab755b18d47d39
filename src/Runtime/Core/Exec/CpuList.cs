using System.Globalization;
using MiniDocker.Oci;
using MiniDocker.Runtime.Plans;

namespace MiniDocker.Runtime.Exec;

/// <summary>Lists such as "0-3,7", as bit masks.</summary>
internal static unsafe class CpuList
{
    /// <summary>The mask of a list, or an error that names the field.</summary>
    internal static byte* Mask(Arena arena, string list, int bitsMax, string field)
    {
        byte* mask = arena.Take(bitsMax / 8 + 8);
        foreach (string range in list.Split(','))
        {
            int dash = range.IndexOf('-');
            string first = dash < 0 ? range : range[..dash];
            string last = dash < 0 ? range : range[(dash + 1)..];
            if (!int.TryParse(first, NumberStyles.None, null, out int from)
                || !int.TryParse(last, NumberStyles.None, null, out int to)
                || from > to || to >= bitsMax)
                throw new OciFormatException(
                    $"config.json: {field}: \"{list}\" is no list such as 0-3,7");
            for (int bit = from; bit <= to; bit++)
                mask[bit / 8] |= (byte)(1 << (bit % 8));
        }
        return mask;
    }
}
