using System.Text;
using MiniDocker.Linux;
using MiniDocker.Oci;
using MiniDocker.Storage;

namespace MiniDocker.ImageBuilder.Context;

/// <summary>
/// Remembers the content digest of every file of a context, so that a file whose size, times and
/// inode are the same is not read again. A file changed a moment ago is not remembered: another
/// change could leave the same times.
/// </summary>
internal sealed class StatCache
{
    private const string Header = "minidocker stat cache 1";
    private static readonly long RacyNs = 2_000_000_000;

    private readonly Dictionary<string, (string Stamp, Digest Digest)> _entries = [];
    private readonly string _path;
    private bool _changed;

    private StatCache(string path) => _path = path;

    /// <summary>Reads the cache; a damaged one is an empty one.</summary>
    internal static StatCache Open(string path)
    {
        StatCache cache = new(path);
        FileInfo file = new(path);
        if (file.Exists && file.Length < BuilderLimits.StatCacheBytesMax)
        {
            using StreamReader reader = new(path);
            if (reader.ReadLine() == Header)
            {
                cache.Read(reader);
            }
        }

        return cache;
    }

    internal bool TryGet(string path, in FileStatus status, out Digest digest)
    {
        lock (_entries)
        {
            bool isKnown = _entries.TryGetValue(path, out (string Stamp, Digest Digest) entry)
                && entry.Stamp == Stamp(status);
            digest = isKnown ? entry.Digest : default;
            return isKnown;
        }
    }

    internal void Put(string path, in FileStatus status, Digest digest)
    {
        long now = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100;
        if (now - Math.Max(status.ModifiedNs, status.ChangedNs) < RacyNs)
        {
            return;
        }

        lock (_entries)
        {
            _entries[path] = (Stamp(status), digest);
            _changed = true;
        }
    }

    /// <summary>Writes what was learnt; the cache is a hint, so the last writer wins.</summary>
    internal void Save()
    {
        lock (_entries)
        {
            if (!_changed)
            {
                return;
            }

            StringBuilder text = new(Header);
            text.Append('\n');
            foreach ((string path, (string stamp, Digest digest)) in _entries)
            {
                if (!path.Contains('\n'))
                {
                    text.Append($"{digest.Hex} {stamp} {path}\n");
                }
            }

            DurableFile.Replace(_path, Encoding.UTF8.GetBytes(text.ToString()));
            _changed = false;
        }
    }

    private void Read(StreamReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            string[] parts = line.Split(' ', 3);
            if (parts.Length == 3 && Digest.TryParse($"sha256:{parts[0]}", out Digest digest))
            {
                _entries[parts[2]] = (parts[1], digest);
            }
        }
    }

    private static string Stamp(in FileStatus status) =>
        $"{status.SizeBytes}.{status.ModifiedNs}.{status.ChangedNs}.{status.Inode}";
}
