namespace MiniDocker.ImageBuilder.Dockerfile;

/// <summary>Finds the known word that a mistyped one was meant to be.</summary>
internal static class Suggestion
{
    private const int DistanceMax = 2;

    /// <summary>The text <c> (did you mean X?)</c>, or nothing when no known word is
    /// near.</summary>
    internal static string For(string word, IEnumerable<string> known)
    {
        string? best = null;
        int bestDistance = DistanceMax + 1;
        foreach (string candidate in known)
        {
            int distance = Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance < bestDistance && distance < candidate.Length)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best is null ? "" : $" (did you mean {best}?)";
    }

    // Damerau's distance: a pair of letters swapped counts once.
    private static int Distance(string a, string b)
    {
        int[,] rows = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }

                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                int value = Math.Min(
                    Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    value = Math.Min(value, rows[i - 2, j - 2] + 1);
                }

                rows[i, j] = value;
            }
        }

        return rows[a.Length, b.Length];
    }
}
