using System.Net;
using System.Net.Security;
using MiniDocker.Oci;

namespace MiniDocker.Registry.Client;

/// <summary>
/// Speaks to one registry: the calls of the distribution-spec, with authentication and patience.
/// Safe to use from several threads. Every failure is a <see cref="RegistryException"/>.
/// </summary>
public sealed partial class RegistryClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly Authenticator _authenticator;
    private readonly SemaphoreSlim _schemeLock = new(1);
    private Uri? _base;

    /// <summary>Prepares to speak to a registry; nothing is sent.</summary>
    /// <param name="domain">Host and port, as in <see cref="ImageReference.Domain"/>.</param>
    /// <param name="options">How to speak to it.</param>
    public RegistryClient(string domain, RegistryOptions options)
    {
        Domain = domain;
        Options = options;
        _http = new HttpClient(CreateHandler(domain, options))
        {
            Timeout = Timeout.InfiniteTimeSpan, // a large layer takes as long as it takes
        };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("minidocker/0.1");
        _authenticator = new Authenticator(_http, domain, options.Credentials);
        if (!options.Insecure || RegistryAddress.IsLoopback(domain))
            _base = RegistryAddress.Of(
                domain, RegistryAddress.IsLoopback(domain) ? "http" : "https");
    }

    /// <summary>The registry's host and port.</summary>
    public string Domain { get; }

    internal RegistryOptions Options { get; }

    /// <summary>Checks that there is a registry which accepts our credentials, if any.</summary>
    /// <exception cref="RegistryException">There is none, or it does not.</exception>
    public async Task PingAsync(CancellationToken cancel = default)
    {
        using HttpResponseMessage answer = await SendAsync(
            () => new HttpRequestMessage(HttpMethod.Get, Url("v2/")), scope: "", cancel)
            .ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
            throw await RegistryErrors.ReadAsync($"registry {Domain} refused", answer, cancel)
                .ConfigureAwait(false);
    }

    /// <summary>Closes every connection.</summary>
    public void Dispose()
    {
        _http.Dispose();
        _schemeLock.Dispose();
    }

    internal static string PullScope(string repository) => $"repository:{repository}:pull";

    internal static string PushScope(string repository) => $"repository:{repository}:pull,push";

    internal Uri Url(string path) => new(_base!, path);

    /// <summary>
    /// Sends a request, answering at most one challenge. The request is made anew for each try,
    /// as its body may have been sent.
    /// </summary>
    internal async Task<HttpResponseMessage> SendAsync(
        Func<HttpRequestMessage> create, string scope, CancellationToken cancel)
    {
        try
        {
            if (_base is null)
                await FindSchemeAsync(cancel).ConfigureAwait(false);
            HttpResponseMessage answer = await SendOnceAsync(create, scope, cancel)
                .ConfigureAwait(false);
            if (answer.StatusCode != HttpStatusCode.Unauthorized
                || !await _authenticator.AnswerAsync(answer, scope, cancel).ConfigureAwait(false))
                return answer;
            answer.Dispose();
            return await SendOnceAsync(create, scope, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (
            e is HttpRequestException
            || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw RegistryErrors.Unreachable(Domain, e);
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(
        Func<HttpRequestMessage> create, string scope, CancellationToken cancel)
    {
        using HttpRequestMessage request = create();
        _authenticator.Authorize(request, scope);
        if (request.Content is not null)
            return await _http
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel)
                .ConfigureAwait(false);
        // Without a body of ours, the registry's headers must come soon.
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        silence.CancelAfter(ClientLimits.SilenceTime);
        return await _http
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, silence.Token)
            .ConfigureAwait(false);
    }

    // An insecure registry may still speak HTTPS: ask, as Docker does, before going plain.
    private async Task FindSchemeAsync(CancellationToken cancel)
    {
        await _schemeLock.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (_base is not null)
                return;
            Uri secure = RegistryAddress.Of(Domain, "https");
            try
            {
                using var ping = new HttpRequestMessage(HttpMethod.Get, new Uri(secure, "v2/"));
                using HttpResponseMessage answer = await _http
                    .SendAsync(ping, HttpCompletionOption.ResponseHeadersRead, cancel)
                    .ConfigureAwait(false);
                _base = secure;
            }
            catch (HttpRequestException)
            {
                _base = RegistryAddress.Of(Domain, "http");
            }
        }
        finally
        {
            _schemeLock.Release();
        }
    }

    private static SocketsHttpHandler CreateHandler(string domain, RegistryOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = true, // it drops our Authorization, as a blob store elsewhere needs
            MaxAutomaticRedirections = ClientLimits.RedirectsMax,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = ClientLimits.ConnectTime,
            UseCookies = false,
            UseProxy = !RegistryAddress.IsLoopback(domain),
        };
        if (options.Insecure)
            handler.SslOptions = new SslClientAuthenticationOptions
            {
#pragma warning disable CA5359 // the user said --insecure
                RemoteCertificateValidationCallback = static (_, _, _, _) => true,
#pragma warning restore CA5359
            };
        return handler;
    }
}
