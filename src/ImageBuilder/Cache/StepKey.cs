using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MiniDocker.Oci;

namespace MiniDocker.ImageBuilder.Cache;

/// <summary>
/// All that a step's result depends on, as named fields: their hash finds an earlier result, and
/// the fields themselves say afterwards what was different.
/// </summary>
internal sealed class StepKey
{
    /// <summary>Goes up whenever the same fields would make other files.</summary>
    private const string Schema = "1";

    private readonly List<KeyField> _fields = [new("schema", Schema)];

    internal IReadOnlyList<KeyField> Fields => _fields;

    internal void Add(string name, string value) => _fields.Add(new KeyField(name, value));

    internal void Add(string name, IEnumerable<string> values)
    {
        foreach (string value in values)
        {
            Add(name, value);
        }
    }

    /// <summary>Lengths go in front, so that no two lists of fields read the same.</summary>
    internal Digest Compute()
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (KeyField field in _fields)
        {
            Append(hash, field.Name);
            Append(hash, field.Value);
        }

        return Digest.FromIncremental(DigestAlgorithm.Sha256, hash);
    }

    private static void Append(IncrementalHash hash, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
