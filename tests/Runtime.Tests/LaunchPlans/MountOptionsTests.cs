using CsCheck;
using MiniDocker.Runtime.Mounts;
using static MiniDocker.Runtime.Plans.Abi;

namespace MiniDocker.Runtime.Tests.LaunchPlans;

/// <summary>Options sorted into what the kernel takes where.</summary>
public sealed class MountOptionsTests
{
    private static readonly string[] Pairs =
        ["ro", "rw", "nosuid", "suid", "nodev", "dev", "noexec", "exec", "nosymfollow",
            "symfollow", "nodiratime", "diratime", "noatime", "strictatime", "relatime"];

    private static readonly Gen<string> Options =
        Gen.Int[0, Pairs.Length - 1].Select(i => Pairs[i]);

    [Fact]
    public void Parse_last_of_two_opposites_wins()
    {
        MountOptions options = MountOptions.Parse(["ro", "rw"]);
        Assert.Equal(0ul, options.Set & MOUNT_ATTR_RDONLY);
        Assert.Equal(MOUNT_ATTR_RDONLY, options.Clear);
    }

    [Fact]
    public void Parse_access_time_clears_the_whole_field() => Assert.Equal(
        MOUNT_ATTR__ATIME, MountOptions.Parse(["noatime"]).Clear & MOUNT_ATTR__ATIME);

    [Fact]
    public void Parse_recursive_attribute_is_kept_apart()
    {
        MountOptions options = MountOptions.Parse(["rbind", "rro"]);
        Assert.True(options is { IsBind: true, IsRecursive: true, Set: 0 });
        Assert.Equal(MOUNT_ATTR_RDONLY, options.RecursiveSet);
    }

    [Fact]
    public void Parse_unknown_option_is_for_the_file_system() =>
        Assert.Equal(["size=4k"], MountOptions.Parse(["size=4k", "ro"]).Parameters);

    [Fact]
    public void Parse_propagation_is_not_an_attribute()
    {
        MountOptions options = MountOptions.Parse(["rslave"]);
        Assert.Equal(MS_SLAVE, options.Propagation);
        Assert.True(options.IsPropagationRecursive);
        Assert.Empty(options.Parameters);
    }

    // The kernel refuses an attribute that is both set and cleared, the access time apart.
    [Fact]
    public void Parse_never_sets_what_it_clears() => Options.Array.Sample(options =>
    {
        MountOptions parsed = MountOptions.Parse(options);
        return (parsed.Set & parsed.Clear & ~MOUNT_ATTR__ATIME) == 0
            && ((parsed.Set & MOUNT_ATTR__ATIME) == 0
                || (parsed.Clear & MOUNT_ATTR__ATIME) == MOUNT_ATTR__ATIME);
    });
}
