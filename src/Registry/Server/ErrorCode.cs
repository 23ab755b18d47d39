using System.Net;

namespace MiniDocker.Registry.Server;

/// <summary>
/// The error codes of the distribution-spec ("Error Codes"), each with the status it goes with.
/// </summary>
internal sealed record ErrorCode(string Name, HttpStatusCode Status)
{
    internal static readonly ErrorCode BlobUnknown =
        new("BLOB_UNKNOWN", HttpStatusCode.NotFound);

    internal static readonly ErrorCode BlobUploadInvalid =
        new("BLOB_UPLOAD_INVALID", HttpStatusCode.BadRequest);

    internal static readonly ErrorCode BlobUploadUnknown =
        new("BLOB_UPLOAD_UNKNOWN", HttpStatusCode.NotFound);

    internal static readonly ErrorCode DigestInvalid =
        new("DIGEST_INVALID", HttpStatusCode.BadRequest);

    internal static readonly ErrorCode ManifestBlobUnknown =
        new("MANIFEST_BLOB_UNKNOWN", HttpStatusCode.NotFound);

    internal static readonly ErrorCode ManifestInvalid =
        new("MANIFEST_INVALID", HttpStatusCode.BadRequest);

    internal static readonly ErrorCode ManifestUnknown =
        new("MANIFEST_UNKNOWN", HttpStatusCode.NotFound);

    internal static readonly ErrorCode NameInvalid =
        new("NAME_INVALID", HttpStatusCode.BadRequest);

    internal static readonly ErrorCode NameUnknown =
        new("NAME_UNKNOWN", HttpStatusCode.NotFound);

    internal static readonly ErrorCode SizeInvalid =
        new("SIZE_INVALID", HttpStatusCode.RequestEntityTooLarge);

    internal static readonly ErrorCode RangeInvalid =
        new("BLOB_UPLOAD_INVALID", HttpStatusCode.RequestedRangeNotSatisfiable);

    internal static readonly ErrorCode TagInvalid =
        new("TAG_INVALID", HttpStatusCode.BadRequest);

    internal static readonly ErrorCode TooManyTags =
        new("TAG_INVALID", HttpStatusCode.RequestUriTooLong);

    internal static readonly ErrorCode PageInvalid =
        new("PAGINATION_NUMBER_INVALID", HttpStatusCode.BadRequest);

    internal static readonly ErrorCode Unsupported =
        new("UNSUPPORTED", HttpStatusCode.MethodNotAllowed);

    internal static readonly ErrorCode TooManyRequests =
        new("TOOMANYREQUESTS", HttpStatusCode.TooManyRequests);

    internal static readonly ErrorCode NoSpace =
        new("UNKNOWN", HttpStatusCode.InsufficientStorage);

    internal static readonly ErrorCode Unknown =
        new("UNKNOWN", HttpStatusCode.InternalServerError);
}
