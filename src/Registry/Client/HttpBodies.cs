namespace MiniDocker.Registry.Client;

/// <summary>Bodies of answers, never larger than was agreed.</summary>
internal static class HttpBodies
{
    internal static async Task<byte[]> ReadLimitedAsync(
        this HttpContent content, int bytesMax, CancellationToken cancel)
    {
        if (content.Headers.ContentLength > bytesMax)
            throw TooLarge(bytesMax);
        Stream stream = await content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            using var body = new MemoryStream();
            var buffer = new byte[16 * 1024];
            int count;
            while ((count = await stream.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0)
            {
                if (body.Length + count > bytesMax)
                    throw TooLarge(bytesMax);
                body.Write(buffer, 0, count);
            }

            return body.ToArray();
        }
    }

    private static RegistryException TooLarge(int bytesMax) =>
        new($"the registry's answer is larger than the limit of {bytesMax} bytes");
}
