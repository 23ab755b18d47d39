namespace MiniDocker.Linux.Tests;

/// <summary>What people read when the kernel refused.</summary>
public sealed class LinuxExceptionTests
{
    [Fact]
    public void Message_names_the_call_its_object_and_the_answer()
    {
        LinuxException e = new("mount", "/proc", Errno.EBUSY);

        Assert.Equal("mount(/proc): EBUSY (Device or resource busy)", e.Message);
        Assert.Equal(Errno.EBUSY, e.Errno);
    }

    [Fact]
    public void Describe_number_without_a_name_is_shown_as_it_is() =>
        Assert.Equal("4095 (Unknown error 4095)", LinuxException.Describe((Errno)4095));

    [Fact]
    public void KernelFile_missing_file_is_named()
    {
        LinuxException e = Assert.Throws<LinuxException>(() => KernelFile.Read("/proc/none"));

        Assert.Equal("read(/proc/none): ENOENT (No such file or directory)", e.Message);
        Assert.Null(KernelFile.TryRead("/proc/none"));
        Assert.Equal(Errno.ENOENT, KernelFile.TryWrite("/proc/none", "1"));
    }
}
