using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using MiniDocker.Runtime;

namespace MiniDocker.Engine.Containers;

/// <summary>The files of a container directory that the engine writes.</summary>
internal static class ContainerFiles
{
    internal const string Hostname = "hostname";
    internal const string Hosts = "hosts";
    internal const string ResolvConf = "resolv.conf";

    /// <summary>Replaces <c>container.json</c>: a reader sees the old one or the new one.
    /// </summary>
    internal static void WriteRecord(string directory, ContainerRecord record)
    {
        string path = Path.Combine(directory, ContainerRecord.FileName);
        Write(path + ".tmp",
            JsonSerializer.SerializeToUtf8Bytes(record, ContainerJson.Default.ContainerRecord));
        File.Move(path + ".tmp", path, overwrite: true);
    }

    /// <summary>Reads a record; null when there is none, so the container does not exist.
    /// </summary>
    internal static ContainerRecord? TryReadRecord(string directory)
    {
        string path = Path.Combine(directory, ContainerRecord.FileName);
        try
        {
            return ContainerJson.ReadRecord(path, Read(path, EngineLimits.RecordBytesMax));
        }
        catch (IOException e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Reads a whole file of limited size.</summary>
    internal static byte[] Read(string path, int bytesMax)
    {
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete);
        long length = RandomAccess.GetLength(file);
        if (length > bytesMax)
        {
            throw new EngineException(
                $"read {path}: {length} bytes are more than the limit of {bytesMax}");
        }
        byte[] bytes = new byte[length];
        int read = RandomAccess.Read(file, bytes, 0);
        return read == length ? bytes : bytes[..read];
    }

    /// <summary>Writes a whole file, in place.</summary>
    internal static void Write(string path, ReadOnlySpan<byte> content)
    {
        using SafeFileHandle file = File.OpenHandle(
            path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        RandomAccess.Write(file, content, 0);
    }

    /// <summary>Writes <c>rootfs.json</c>: which layers the container stands on. Collecting garbage
    /// spares them from then on.</summary>
    internal static void WriteRecipe(string directory, ContainerRecord record)
    {
        RootfsRecipe recipe = new()
        {
            Lower = record.Lowers.Count > 0 ? record.Lowers : [EmptyLower(directory)],
            Upper = Path.Combine(directory, "upper"),
            Work = Path.Combine(directory, "work"),
            Readonly = record.HostConfig.ReadonlyRootfs,
        };
        Write(Path.Combine(directory, RootfsRecipe.FileName), recipe.ToJson());
    }

    // An image without layers: the container starts with an empty root.
    private static string EmptyLower(string directory)
    {
        string path = Path.Combine(directory, "empty");
        Directory.CreateDirectory(path);
        return path;
    }

    /// <summary>Writes what every container finds in /etc beside its image's files.</summary>
    internal static void WriteNetworkFiles(string directory, ContainerRecord record)
    {
        ContainerConfig config = record.Config;
        HostConfig host = record.HostConfig;
        string domain = config.Domainname.Length > 0 ? "." + config.Domainname : "";
        Write(Path.Combine(directory, Hostname), Encoding.UTF8.GetBytes(config.Hostname + "\n"));

        StringBuilder hosts = new();
        if (host.NetworkMode == "host" && File.Exists("/etc/hosts"))
        {
            hosts.Append(File.ReadAllText("/etc/hosts"));
        }
        else
        {
            hosts.Append("127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n")
                .Append("fe00::\tip6-localnet\nff00::\tip6-mcastprefix\n")
                .Append("ff02::1\tip6-allnodes\nff02::2\tip6-allrouters\n");
        }
        foreach (string extra in host.ExtraHosts ?? [])
        {
            int colon = extra.IndexOf(':', StringComparison.Ordinal);
            hosts.Append(extra, colon + 1, extra.Length - colon - 1).Append('\t')
                .Append(extra, 0, colon).Append('\n');
        }
        if (host.NetworkMode != "host")
        {
            hosts.Append("127.0.0.1\t").Append(config.Hostname).Append(domain).Append('\n');
        }
        Write(Path.Combine(directory, Hosts), Encoding.UTF8.GetBytes(hosts.ToString()));
        Write(Path.Combine(directory, ResolvConf), ResolverConfig(host));
    }

    private static byte[] ResolverConfig(HostConfig host)
    {
        const string OfHost = "/etc/resolv.conf";
        if (host.Dns.Count + host.DnsSearch.Count + host.DnsOptions.Count == 0)
        {
            return File.Exists(OfHost)
                ? Read(OfHost, EngineLimits.AccountFileBytesMax)
                : [];
        }
        StringBuilder text = new();
        foreach (string server in host.Dns)
        {
            text.Append("nameserver ").Append(server).Append('\n');
        }
        if (host.DnsSearch.Count > 0)
        {
            text.Append("search ").AppendJoin(' ', host.DnsSearch).Append('\n');
        }
        if (host.DnsOptions.Count > 0)
        {
            text.Append("options ").AppendJoin(' ', host.DnsOptions).Append('\n');
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
