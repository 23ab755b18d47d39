namespace MiniDocker.Oci;

/// <summary>
/// A JSON document or a text from outside is not what its specification says. The message is one
/// clear line that names the document and the field.
/// </summary>
public sealed class OciFormatException : FormatException
{
    /// <summary>Creates the error with its finished line.</summary>
    public OciFormatException(string message) : base(message)
    {
    }

    /// <summary>Creates the error with the parser's error as its cause.</summary>
    public OciFormatException(string message, Exception inner) : base(message, inner)
    {
    }
}
