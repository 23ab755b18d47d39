namespace MiniDocker.Oci;

/// <summary>The hash functions registered by the image-spec that MiniDocker accepts.</summary>
public enum DigestAlgorithm : byte
{
    /// <summary>No digest: the value of <c>default(Digest)</c>.</summary>
    None,

    /// <summary>SHA-256: 32 bytes, 64 hexadecimal digits.</summary>
    Sha256,

    /// <summary>SHA-512: 64 bytes, 128 hexadecimal digits.</summary>
    Sha512,
}
