namespace MiniDocker.Registry.Server;

/// <summary>A request is answered with an error. The message goes to the client.</summary>
internal sealed class ProtocolException(ErrorCode code, string message) : Exception(message)
{
    internal ErrorCode Code { get; } = code;
}
