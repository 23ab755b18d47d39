using System.Text.Json;
using System.Text.Json.Serialization;

namespace MiniDocker.Storage.Images.Archives;

/// <summary>JSON of the <c>repositories</c> file of an archive.</summary>
[JsonSerializable(typeof(Dictionary<string, Dictionary<string, string>>))]
internal sealed partial class RepositoriesJson : JsonSerializerContext
{
    internal static byte[] Write(Dictionary<string, Dictionary<string, string>> repositories) =>
        JsonSerializer.SerializeToUtf8Bytes(
            repositories, Default.DictionaryStringDictionaryStringString);
}
