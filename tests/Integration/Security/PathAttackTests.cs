using System.Text.Json.Nodes;
using MiniDocker.TestKit;

namespace MiniDocker.Integration.Security;

/// <summary>
/// Images whose links point at the host. Each test mounts the attack of one CVE against runc or
/// crun with a real bundle, and shows that it fails.
/// </summary>
public sealed class PathAttackTests
{
    /// <summary>A link in place of /proc would send label writes elsewhere.</summary>
    [Fact]
    public void CVE_2019_16884_proc_that_is_a_link_is_refused()
    {
        using var bundle = new AttackedBundle();
        Directory.CreateDirectory(bundle["evil"]);
        File.CreateSymbolicLink(bundle["proc"], "/evil");
        CommandResult result = bundle.Run("true");
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("mount proc on /proc", result.Error);
        Assert.Contains("ELOOP", result.Error);
    }

    /// <summary>A mount destination that is a link stays inside the root.</summary>
    [Fact]
    public void CVE_2021_30465_destination_that_is_a_link_stays_inside()
    {
        using var bundle = new AttackedBundle();
        File.CreateSymbolicLink(bundle["vol"], bundle.Host);
        Directory.CreateDirectory(bundle[bundle.Host.TrimStart('/')]);
        bundle.Mounts.Add(JsonNode.Parse(
            """{"destination": "/vol", "type": "tmpfs", "source": "tmpfs"}"""));
        bundle.Run("touch /vol/mark && ls " + bundle.Host).MustSucceed();
        bundle.AssertHostUntouched();
    }

    /// <summary>Missing directories below a link are not made on the host.</summary>
    [Fact]
    public void CVE_2024_45310_missing_directories_are_not_made_on_the_host()
    {
        using var bundle = new AttackedBundle();
        File.CreateSymbolicLink(bundle["vol"], bundle.Host);
        bundle.Mounts.Add(JsonNode.Parse(
            """{"destination": "/vol/a/b", "type": "tmpfs", "source": "tmpfs"}"""));
        bundle.Run("true");
        bundle.AssertHostUntouched();
    }

    /// <summary>A link in place of /dev would put nodes and links on the host.</summary>
    [Fact]
    public void CVE_2026_41579_dev_that_is_a_link_makes_nothing_on_the_host()
    {
        using var bundle = new AttackedBundle();
        bundle.Mounts.RemoveAt(2);
        bundle.Mounts.RemoveAt(1);
        File.CreateSymbolicLink(bundle["dev"], bundle.Host);
        bundle.Run("true");
        bundle.AssertHostUntouched();
    }

    /// <summary>A working directory that is a link to a leaked handle of the host.</summary>
    [Theory]
    [InlineData("/proc/self/fd/3")]
    [InlineData("/proc/self/fd/7")]
    [InlineData("/proc/self/fd/8")]
    [InlineData("/proc/self/fd/9")]
    [InlineData("/proc/self/fd/11")]
    public void CVE_2024_21626_working_directory_cannot_be_a_handle_of_the_host(string cwd)
    {
        using var bundle = new AttackedBundle();
        bundle.Process["cwd"] = cwd;
        CommandResult result = bundle.Run("/bin/ls ../../../../../../../../root");
        Assert.NotEqual(0, result.ExitCode);
    }

    /// <summary>Nothing but the standard descriptors reaches the program.</summary>
    [Fact]
    public void CVE_2016_9962_no_descriptor_of_the_runtime_is_inherited()
    {
        using var bundle = new AttackedBundle();
        CommandResult result = bundle.Run("echo /proc/self/fd/*").MustSucceed();
        Assert.DoesNotContain("/fd/4", result.Output);
        Assert.DoesNotContain("/fd/5", result.Output);
    }

    /// <summary>The runtime's own binary is not what the container's processes run.</summary>
    [Fact]
    public void CVE_2019_5736_no_process_of_the_container_runs_the_runtime()
    {
        using var bundle = new AttackedBundle();
        CommandResult result = bundle.Run("for p in /proc/[0-9]*; do readlink $p/exe; done");
        Assert.DoesNotContain("minirun", result.Output);
        Assert.Contains("/bin/busybox", result.Output);
    }

    /// <summary>An image's /dev/null that is a link does not become what masks a file.</summary>
    [Fact]
    public void CVE_2025_31133_mask_is_the_hosts_null()
    {
        using var bundle = new AttackedBundle();
        bundle.Mounts.RemoveAt(2);
        bundle.Mounts.RemoveAt(1);
        Directory.CreateDirectory(bundle["dev"]);
        File.CreateSymbolicLink(bundle["dev/null"], "/proc/sys/kernel/core_pattern");
        CommandResult result = bundle.Run("ls -l /proc/kcore");
        // Either the planted node is refused, or the mask is a device and not the planted link.
        Assert.True(result.ExitCode != 0 || result.Output.StartsWith('c'), result.Output);
        Assert.DoesNotContain("core_pattern", result.Output);
    }

    /// <summary>
    /// What guards the host's sysctls is a mount that the container cannot change.
    /// </summary>
    [Fact]
    public void CVE_2025_52881_masked_proc_stays_read_only()
    {
        using var bundle = new AttackedBundle();
        CommandResult result = bundle.Run("echo x > /proc/sys/kernel/core_pattern");
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("Read-only file system", result.Error);
    }

    /// <summary>Inheritable capabilities are none unless asked for.</summary>
    [Fact]
    public void CVE_2022_29162_inheritable_capabilities_are_empty()
    {
        using var bundle = new AttackedBundle();
        CommandResult result = bundle.Run("cat /proc/self/status").MustSucceed();
        Assert.Contains("CapInh:\t0000000000000000", result.Output);
        Assert.Contains("CapAmb:\t0000000000000000", result.Output);
    }

    /// <summary>A numeric name in the image's passwd does not make a user root.</summary>
    [Fact]
    public void CVE_2016_3697_uid_never_comes_from_the_images_passwd()
    {
        using var bundle = new AttackedBundle();
        Directory.CreateDirectory(bundle["etc"]);
        File.WriteAllText(bundle["etc/passwd"], "1000:x:0:0::/:/bin/sh\n");
        bundle.Process["user"] = JsonNode.Parse("""{"uid": 1000, "gid": 1000}""");
        Assert.StartsWith("uid=1000", bundle.Run("id").MustSucceed().Output);
    }
}
