using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using MiniDocker.Registry.Server.Repositories;
using MiniDocker.Registry.Server.Uploads;
using MiniDocker.Storage;

namespace MiniDocker.Registry.Server;

/// <summary>A registry that is being served, from <see cref="StartAsync"/> to disposal.</summary>
public sealed class RegistryServer : IAsyncDisposable
{
    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(1);

    private readonly WebApplication _application;
    private readonly UploadSessions _sessions;
    private readonly FileLock _lock;
    private readonly FileLock _lease;
    private readonly PeriodicTimer _timer = new(SweepInterval);
    private readonly Task _sweeping;

    private RegistryServer(
        WebApplication application, UploadSessions sessions, FileLock serverLock, FileLock lease,
        ILogger log)
    {
        _application = application;
        _sessions = sessions;
        _lock = serverLock;
        _lease = lease;
        string address = application.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Address = new Uri(address);
        _sweeping = SweepAsync(log);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Reads what is stored and starts to answer.</summary>
    /// <exception cref="IOException">
    /// The address is taken, or another server has the root; the message says which.
    /// </exception>
    public static async Task<RegistryServer> StartAsync(ServerOptions options)
    {
        StorageRoot root = StorageRoot.Open(options.Root);
        root.EnsureCreated();
        FileLock serverLock = FileLock.TryAcquire(
            $"{root.RegistryDirectory}/lock", FileLockKind.Exclusive)
            ?? throw new IOException(
                $"another registry serves {root.Path}: stop it, or use another --root");
        // Nothing else may prune this root while clients are told that blobs are there.
        FileLock lease = root.Content.AcquireLease();
        var log = new StderrLogger(LogLevel.Information);
        var repositories = new RepositorySet(root);
        var sessions = new UploadSessions(repositories.Content);
        var dispatcher = new Dispatcher(repositories, sessions, options.IsComplete, log);
        WebApplication application = Build(options);
        application.Run(dispatcher.InvokeAsync);
        await application.StartAsync();
        return new RegistryServer(application, sessions, serverLock, lease, log);
    }

    /// <summary>Lets running requests end, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _sweeping;
        await _application.StopAsync();
        await _application.DisposeAsync();
        _sessions.Dispose();
        _lease.Dispose();
        _lock.Dispose();
    }

    private static WebApplication Build(ServerOptions options)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.AddProvider(new StderrLogger(LogLevel.Warning));
        builder.WebHost.UseKestrelCore();
        if (options.CertificatePath is not null)
            builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.AllowSynchronousIO = false;
            kestrel.Limits.MaxRequestBodySize = null; // layers have no size to expect
            kestrel.Limits.MaxRequestLineSize = ServerLimits.RequestLineBytesMax;
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(
                ServerLimits.BodyBytesPerSecondMin, ServerLimits.BodyGraceTime);
            kestrel.Listen(options.Listen, listen => Secure(listen, options));
        });
        return builder.Build();
    }

    private static void Secure(ListenOptions listen, ServerOptions options)
    {
        if (options.CertificatePath is null)
            return;
        X509Certificate2 certificate = X509Certificate2.CreateFromPemFile(
            options.CertificatePath, options.KeyPath);
        listen.UseHttps(certificate);
    }

    private async Task SweepAsync(ILogger log)
    {
        while (await _timer.WaitForNextTickAsync())
        {
            try
            {
                _sessions.Sweep();
            }
            catch (IOException e)
            {
                log.SweepFailed(e);
            }
        }
    }
}
