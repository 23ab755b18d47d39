namespace MiniDocker.Storage.Tar;

/// <summary>The byte of a header that says what follows it.</summary>
internal static class TypeFlag
{
    internal const byte OldFile = 0;
    internal const byte File = (byte)'0';
    internal const byte HardLink = (byte)'1';
    internal const byte SymbolicLink = (byte)'2';
    internal const byte CharacterDevice = (byte)'3';
    internal const byte BlockDevice = (byte)'4';
    internal const byte Directory = (byte)'5';
    internal const byte Fifo = (byte)'6';
    internal const byte Contiguous = (byte)'7';
    internal const byte PaxNext = (byte)'x';
    internal const byte PaxGlobal = (byte)'g';
    internal const byte GnuLongName = (byte)'L';
    internal const byte GnuLongLink = (byte)'K';
    internal const byte GnuSparse = (byte)'S';
}
