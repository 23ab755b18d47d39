namespace MiniDocker.Registry.Server.Endpoints;

/// <summary>How a Range header is answered.</summary>
internal enum ByteRangeKind
{
    /// <summary>200 and everything.</summary>
    Whole,

    /// <summary>206 and a part.</summary>
    Part,

    /// <summary>416.</summary>
    Unsatisfiable,
}
