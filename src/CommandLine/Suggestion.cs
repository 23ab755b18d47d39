namespace MiniDocker.CommandLine;

/// <summary>Finds what a mistyped word was probably meant to be.</summary>
public static class Suggestion
{
    // Two slips are a typing error; three make another word.
    private const int DistanceMax = 2;

    /// <summary>The known word nearest to <paramref name="word"/>, or null when none is near.
    /// </summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        string? best = null;
        int bestDistance = DistanceMax + 1;
        foreach (string candidate in known)
        {
            int distance = Distance(word, candidate);
            // A short word is "near" to almost anything; it must share most of its letters.
            if (distance < bestDistance && distance < Math.Max(word.Length, candidate.Length) - 1)
            {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best;
    }

    /// <summary>Edits between two words; swapping two neighbours counts as one (optimal string
    /// alignment).</summary>
    internal static int Distance(string a, string b)
    {
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    cost[i, j] = i + j;
                    continue;
                }
                int change = a[i - 1] == b[j - 1] ? 0 : 1;
                int least = Math.Min(cost[i - 1, j - 1] + change,
                    Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
                bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                cost[i, j] = swapped ? Math.Min(least, cost[i - 2, j - 2] + 1) : least;
            }
        }
        return cost[a.Length, b.Length];
    }
}
