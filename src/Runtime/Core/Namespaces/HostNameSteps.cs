using System.Text;
using MiniDocker.Runtime.Plans;

namespace MiniDocker.Runtime.Namespaces;

/// <summary>The names that uname(2) tells.</summary>
internal static class HostNameSteps
{
    internal static void Add(LaunchContext c)
    {
        Set(c, "set host name {0}", Syscall.sethostname, c.Spec.Hostname);
        Set(c, "set domain name {0}", Syscall.setdomainname, c.Spec.Domainname);
    }

    private static void Set(LaunchContext c, string title, Syscall call, string? name)
    {
        if (string.IsNullOrEmpty(name))
            return;
        c.Builder.Begin(title, name, null, "kept in the uts namespace");
        c.Builder.Call(call, c.Builder.Text(name), Encoding.UTF8.GetByteCount(name));
    }
}
