using System.Net;

namespace MiniDocker.Registry.Client;

/// <summary>Trying again what may work the next time, and only that.</summary>
internal static class Patience
{
    internal static async Task<T> TryAsync<T>(Func<Task<T>> attempt, CancellationToken cancel)
    {
        for (int failures = 0; ; failures++)
        {
            try
            {
                return await attempt().ConfigureAwait(false);
            }
            catch (Exception e) when (
                failures + 1 < ClientLimits.AttemptsMax && MayWorkLater(e, cancel))
            {
                await WaitAsync(failures, cancel).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether a failure says nothing about the next attempt.</summary>
    internal static bool MayWorkLater(Exception error, CancellationToken cancel) =>
        !cancel.IsCancellationRequested && error switch
        {
            RegistryException { Status: { } status } =>
                status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
                || (int)status is >= 500 and not (501 or 507),
            RegistryException { InnerException: { } cause } => IsBrokenConnection(cause),
            _ => IsBrokenConnection(error),
        };

    internal static Task WaitAsync(int failures, CancellationToken cancel) =>
        Task.Delay(ClientLimits.FirstBackoff * (1 << Math.Min(failures, 6)), cancel);

    // Nobody there, no such name, a wrong certificate: waiting a second changes none of them.
    private static bool IsBrokenConnection(Exception error) => error switch
    {
        HttpRequestException http => http.HttpRequestError is
            HttpRequestError.ResponseEnded or HttpRequestError.Unknown
            or HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError,
        HttpIOException => true,
        OperationCanceledException => true, // silence, as the caller did not cancel
        _ => false,
    };
}
