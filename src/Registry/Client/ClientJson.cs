using System.Text.Json.Serialization;

namespace MiniDocker.Registry.Client;

/// <summary>JSON that only this client reads.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AuthFile))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(ErrorDocument))]
[JsonSerializable(typeof(TagList))]
internal sealed partial class ClientJson : JsonSerializerContext;

/// <summary>What a token server answers; "token" and "access_token" mean the same.</summary>
internal sealed record TokenAnswer
{
    public string? Token { get; init; }

    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }

    [JsonPropertyName("expires_in")]
    public int ExpiresIn { get; init; }
}

/// <summary>The errors of a registry's answer (distribution-spec, "Error Codes").</summary>
internal sealed record ErrorDocument
{
    public ErrorEntry[]? Errors { get; init; }
}

/// <summary>One error of a registry's answer.</summary>
internal sealed record ErrorEntry
{
    public string? Code { get; init; }

    public string? Message { get; init; }
}

/// <summary>A page of a tag list.</summary>
internal sealed record TagList
{
    public string[]? Tags { get; init; }
}
