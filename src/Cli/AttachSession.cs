using System.Runtime.InteropServices;
using MiniDocker.Linux;
using MiniDocker.Runtime.Shim;

namespace MiniDocker.Cli;

/// <summary>
/// A person in front of a container: the terminal in raw mode, its size kept the same, signals
/// passed on, until the container ends or the detach keys are typed.
/// </summary>
internal sealed class AttachSession : IDisposable
{
    private static readonly PosixSignal[] Forwarded =
        [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

    // A program that is process 1 ignores SIGINT unless it says otherwise. Who asks so often that
    // it should end is meant.
    private const int RequestsUntilKill = 3;
    private const int Sigkill = 9;

    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Lock _lock = new();
    private readonly List<int> _pending = [];
    private ShimConnection? _connection;
    private int _requests;

    /// <summary>From now on no signal ends this process: signals that come before the container
    /// runs are delivered once it does, so that Ctrl-C never leaves one behind.</summary>
    internal AttachSession(bool forwardsSignals)
    {
        foreach (PosixSignal signal in forwardsSignals ? Forwarded : [])
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                Deliver(NumberOf(context.Signal));
            }));
        }
    }

    /// <summary>Moves bytes until the container ends or is left.</summary>
    internal RelayResult Run(ShimConnection connection, AttachOptions options)
    {
        // A terminal of the container wants every key as it is; without one of ours there is
        // nothing to set.
        using IDisposable? raw = options.IsTty && options.Stdin
            && Terminal.IsTerminal(Descriptors.Own(0))
                ? Terminal.MakeRaw(Descriptors.Own(0))
                : null;
        if (options.IsTty)
        {
            FollowSize(connection);
        }
        Connect(connection);
        return connection.Relay(new RelayOptions
        {
            Stdin = options.Stdin ? Descriptors.Own(0) : null,
            Stdout = options.Stdout ? Descriptors.Own(1) : null,
            Stderr = options.Stderr ? Descriptors.Own(2) : null,
            DetachKeys = options.DetachKeys,
        });
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private void Connect(ShimConnection connection)
    {
        lock (_lock)
        {
            _connection = connection;
            foreach (int signal in _pending)
            {
                connection.Signal(signal);
            }
            _pending.Clear();
        }
    }

    private void Deliver(int signal)
    {
        lock (_lock)
        {
            if (++_requests >= RequestsUntilKill)
            {
                signal = Sigkill;
            }
            if (_connection is null)
            {
                _pending.Add(signal);
                return;
            }
            try
            {
                _connection.Signal(signal);
            }
            catch (IOException)
            {
                // The container has just ended.
            }
        }
    }

    private void FollowSize(ShimConnection connection)
    {
        SendSize(connection);
        _registrations.Add(PosixSignalRegistration.Create(
            PosixSignal.SIGWINCH, _ => SendSize(connection)));
    }

    private static void SendSize(ShimConnection connection)
    {
        if (Terminal.TryGetSize(Descriptors.Own(1), out int rows, out int columns))
        {
            connection.Resize(rows, columns);
        }
    }

    private static int NumberOf(PosixSignal signal) => signal switch
    {
        PosixSignal.SIGHUP => 1,
        PosixSignal.SIGINT => 2,
        PosixSignal.SIGQUIT => 3,
        _ => 15,
    };
}
