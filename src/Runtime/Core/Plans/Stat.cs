namespace MiniDocker.Runtime.Plans;

/// <summary>Where struct stat keeps what plans check, on this architecture.</summary>
internal static class Stat
{
    internal const int Bytes = 144;

    private static readonly bool IsX64 = Abi.O_DIRECTORY == 0x10000;

    internal static int ModeOffset => IsX64 ? 24 : 16;
    internal static int UidOffset => IsX64 ? 28 : 24;
    internal static int GidOffset => IsX64 ? 32 : 28;
    internal static int DeviceOffset => IsX64 ? 40 : 32;
}
