namespace MiniDocker.Runtime.Cgroups;

/// <summary>
/// Controllers in v1 hierarchies and the v2 hierarchy beside them. Limits are v1's; the v2 cgroup,
/// which costs nothing to be cloned into, kills all processes at once, and what v1 does not know
/// (linux.resources.unified, pressure) is there.
/// </summary>
internal sealed class CgroupHybrid(CgroupHost host, IReadOnlyList<CgroupLeaf> leaves)
    : CgroupV1(host, leaves)
{
    public override CgroupStats ReadStats() =>
        base.ReadStats() with { Pressure = StatsV2.ReadPressure(TreeLeaf()) };

    private protected override CgroupLeaf TreeLeaf() => UnifiedLeaf() ?? base.TreeLeaf();
}
