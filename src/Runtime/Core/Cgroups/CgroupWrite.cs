namespace MiniDocker.Runtime.Cgroups;

/// <summary>One value for one cgroup file.</summary>
/// <param name="Path">The absolute path of the file.</param>
/// <param name="Value">What to write, without a line feed.</param>
/// <param name="IsOptional">Whether a kernel without that file may be ignored.</param>
public readonly record struct CgroupWrite(string Path, string Value, bool IsOptional = false);
