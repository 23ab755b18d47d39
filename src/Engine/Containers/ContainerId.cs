namespace MiniDocker.Engine.Containers;

/// <summary>Ids of containers and of anonymous volumes: 64 random hexadecimal digits.</summary>
public static class ContainerId
{
    /// <summary>How many digits tables show.</summary>
    public const int ShortLength = 12;

    /// <summary>A new id from the kernel's generator.</summary>
    /// <remarks>An id whose first 12 digits are all decimal would be mistaken for a number where
    /// it becomes a host name, so such ids are thrown away, as Docker does.</remarks>
    public static string New()
    {
        Span<byte> bytes = stackalloc byte[32];
        while (true)
        {
            // Guid would do for uniqueness, but ids are 256 bits. /dev/urandom needs no OpenSSL,
            // which RandomNumberGenerator would load (2.5 ms).
            using (FileStream random = new("/dev/urandom", FileMode.Open, FileAccess.Read,
                FileShare.ReadWrite, bufferSize: 0))
            {
                random.ReadExactly(bytes);
            }
            string id = Convert.ToHexStringLower(bytes);
            if (id.AsSpan(0, ShortLength).ContainsAnyExceptInRange('0', '9'))
            {
                return id;
            }
        }
    }

    /// <summary>The form that tables show.</summary>
    public static string Short(string id) => id.Length > ShortLength ? id[..ShortLength] : id;

    /// <summary>True for 1 to 64 hexadecimal digits.</summary>
    public static bool IsPrefix(string text)
    {
        bool valid = text.Length is > 0 and <= 64;
        foreach (char c in text)
        {
            valid &= char.IsAsciiHexDigitLower(c);
        }
        return valid;
    }
}
