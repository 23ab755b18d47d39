namespace MiniDocker.Oci;

/// <summary>
/// The identity of a stack of layers (image-spec config.md, "Layer ChainID"): of one layer its
/// diffID, of more the SHA-256 of "lower chainID, space, upper diffID". <c>default</c> is the
/// empty stack.
/// </summary>
/// <param name="Digest">The hash; empty for no layers.</param>
public readonly record struct ChainId(Digest Digest)
{
    /// <summary>True for the stack of no layers.</summary>
    public bool IsEmpty => Digest.IsEmpty;

    /// <summary>
    /// The chain of this one with a layer on top. Pure C#: fit for the start path.
    /// </summary>
    public ChainId Append(DiffId upper)
    {
        if (IsEmpty)
            return new ChainId(upper.Digest);

        Span<byte> text = stackalloc byte[(2 * Digest.TextLengthMax) + 1];
        Digest.TryFormat(text, out int length);
        text[length++] = (byte)' ';
        upper.Digest.TryFormat(text[length..], out int upperLength);

        Span<byte> hash = stackalloc byte[ShortSha256.HashLength];
        ShortSha256.Hash(text[..(length + upperLength)], hash);
        return new ChainId(Digest.FromHash(DigestAlgorithm.Sha256, hash));
    }

    /// <summary>The chain of layers given lowest first.</summary>
    public static ChainId Compute(IEnumerable<DiffId> layers)
    {
        ChainId chain = default;
        foreach (DiffId layer in layers)
            chain = chain.Append(layer);
        return chain;
    }

    /// <summary>Parses the text form.</summary>
    /// <exception cref="FormatException">It is no digest.</exception>
    public static ChainId Parse(string text) => new(Digest.Parse(text));

    /// <inheritdoc/>
    public override string ToString() => Digest.ToString();
}
