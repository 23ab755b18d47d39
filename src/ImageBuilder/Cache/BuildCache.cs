using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MiniDocker.Oci;
using MiniDocker.Storage;

namespace MiniDocker.ImageBuilder.Cache;

/// <summary>
/// ROOT/buildcache: <c>steps/</c> finds a result by its key, <c>last/</c> remembers what each step
/// of each Dockerfile depended on the last time, to explain a miss. Files are small, replaced by
/// rename, and only hints: a damaged one is a miss.
/// </summary>
internal sealed class BuildCache(StorageRoot root)
{
    private readonly string _steps = Path.Combine(root.BuildCacheDirectory, "steps");
    private readonly string _last = Path.Combine(root.BuildCacheDirectory, "last");

    /// <summary>Where cache mounts keep their files.</summary>
    internal string MountsDirectory => Path.Combine(root.BuildCacheDirectory, "mounts");

    /// <summary>Where steps work; each removes its own directory.</summary>
    internal string WorkDirectory => Path.Combine(root.BuildCacheDirectory, "work");

    /// <summary>The stat cache of one context.</summary>
    internal string StatCachePath(string context) =>
        Path.Combine(root.BuildCacheDirectory, "stat", Name(context));

    internal void Prepare()
    {
        foreach (string directory in (string[])
            [_steps, _last, MountsDirectory, WorkDirectory,
                Path.Combine(root.BuildCacheDirectory, "stat")])
        {
            Directory.CreateDirectory(directory);
        }
    }

    /// <summary>The result of a step whose layer is still there.</summary>
    internal StepRecord? Find(Digest key)
    {
        StepRecord? record = Read(Path.Combine(_steps, key.Hex), CacheJson.Default.StepRecord);
        bool isUsable = record is { Version: StepRecord.CurrentVersion }
            && (record.DiffId is null
                || (Digest.TryParse(record.DiffId, out Digest layer)
                    && root.Content.Contains(layer)));
        return isUsable ? record : null;
    }

    internal void Put(Digest key, StepRecord record) => DurableFile.Replace(
        Path.Combine(_steps, key.Hex),
        JsonSerializer.SerializeToUtf8Bytes(record, CacheJson.Default.StepRecord));

    /// <summary>Why a step is not there, compared with the step of that name before.</summary>
    internal string Explain(string step, StepKey key) =>
        MissReason.Explain(
            Read(Path.Combine(_last, Name(step)), CacheJson.Default.ListKeyField), key.Fields);

    internal void Remember(string step, StepKey key)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(
            key.Fields.ToList(), CacheJson.Default.ListKeyField);
        if (json.Length <= BuilderLimits.CacheRecordBytesMax)
        {
            DurableFile.Replace(Path.Combine(_last, Name(step)), json);
        }
    }

    private static string Name(string text) => Digest.Compute(Encoding.UTF8.GetBytes(text)).Hex;

    private static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            FileInfo file = new(path);
            return file.Exists && file.Length <= BuilderLimits.CacheRecordBytesMax
                ? JsonSerializer.Deserialize(File.ReadAllBytes(path), type)
                : null;
        }
        catch (Exception error) when (error is JsonException or IOException)
        {
            return null;
        }
    }
}
