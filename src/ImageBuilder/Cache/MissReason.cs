namespace MiniDocker.ImageBuilder.Cache;

/// <summary>Says in words what differs between a step and the same step of the last
/// build.</summary>
internal static class MissReason
{
    private const int DifferencesMax = 5;

    internal static string Explain(IReadOnlyList<KeyField>? before, IReadOnlyList<KeyField> now)
    {
        if (before is null)
        {
            return "not cached: never built before";
        }

        List<string> differences = [];
        ILookup<string, string> old = before.ToLookup(field => field.Name, field => field.Value);
        ILookup<string, string> current = now.ToLookup(field => field.Name, field => field.Value);
        foreach (IGrouping<string, string> field in current)
        {
            if (!old.Contains(field.Key))
            {
                differences.Add($"{field.Key} is new");
            }
            else if (!old[field.Key].SequenceEqual(field))
            {
                differences.Add($"{field.Key} changed");
            }
        }

        differences.AddRange(
            old.Where(field => !current.Contains(field.Key))
                .Select(field => $"{field.Key} is gone"));
        if (differences.Count == 0)
        {
            return "not cached: its result was removed";
        }

        string more = differences.Count > DifferencesMax
            ? $" and {differences.Count - DifferencesMax} more"
            : "";
        return $"not cached: {string.Join(", ", differences.Take(DifferencesMax))}{more}";
    }
}
