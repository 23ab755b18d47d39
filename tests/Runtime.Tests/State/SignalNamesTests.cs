using MiniDocker.Runtime.State;

namespace MiniDocker.Runtime.Tests.State;

public sealed class SignalNamesTests
{
    [Theory]
    [InlineData("9", 9)]
    [InlineData("KILL", 9)]
    [InlineData("SIGTERM", 15)]
    [InlineData("sigusr1", 10)]
    [InlineData("SIGRTMIN+3", 37)]
    [InlineData("RTMAX-1", 63)]
    [InlineData("SIGWINCH", 28)]
    public void Parse_number_or_name_gives_the_number(string text, int signal) =>
        Assert.Equal(signal, SignalNames.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("65")]
    [InlineData("9x")]
    [InlineData("SIG")]
    [InlineData("SIGNOPE")]
    [InlineData("SIGRTMIN+99")]
    public void Parse_anything_else_is_refused(string text) =>
        Assert.Throws<ContainerException>(() => SignalNames.Parse(text));
}
