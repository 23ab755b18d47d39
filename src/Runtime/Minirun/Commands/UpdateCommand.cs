using MiniDocker.CommandLine;
using MiniDocker.Oci.Spec;
using MiniDocker.Runtime.State;

namespace MiniDocker.Minirun.Commands;

/// <summary>Changes the limits of a running container.</summary>
internal sealed class UpdateCommand : Command
{
    private readonly Globals globals;
    private readonly ValueOption<string?> resources, cpus, mems;
    private readonly ValueOption<long?> blkioWeight, period, quota, burst, shares, idle;
    private readonly ValueOption<long?> realtimePeriod, realtimeRuntime;
    private readonly ValueOption<long?> memory, reservation, swap, pids;

    internal UpdateCommand(Globals globals)
    {
        this.globals = globals;
        resources = Options.Text(
            "resources", 'r', "read JSON from FILE, or - for stdin; no other flag counts", "FILE");
        blkioWeight = Options.Integer("blkio-weight", '\0', "I/O weight, 10 to 1000");
        period = Options.Integer("cpu-period", '\0', "CFS period in microseconds");
        quota = Options.Integer("cpu-quota", '\0', "CFS quota in microseconds");
        burst = Options.Integer("cpu-burst", '\0', "CFS burst in microseconds");
        shares = Options.Integer("cpu-share", '\0', "CPU shares");
        idle = Options.Integer("cpu-idle", '\0', "1 for SCHED_IDLE, 0 for normal");
        realtimePeriod = Options.Integer("cpu-rt-period", '\0', "realtime period");
        realtimeRuntime = Options.Integer("cpu-rt-runtime", '\0', "realtime runtime");
        cpus = Options.Text("cpuset-cpus", "CPUs to use", "LIST");
        mems = Options.Text("cpuset-mems", "memory nodes to use", "LIST");
        memory = Size("memory", "memory limit");
        reservation = Size("memory-reservation", "soft memory limit");
        swap = Size("memory-swap", "memory and swap; -1 for no limit");
        pids = Options.Integer("pids-limit", '\0', "most processes");
    }

    public override string Summary => "Change the limits of a running container";

    public override string Usage => "[OPTIONS] ID";

    public override Arity Arity => Arity.Exactly(1);

    protected override int Run(IReadOnlyList<string> arguments)
    {
        ResourcesSpec wanted = resources.Value is { } file
            ? ResourcesSpec.Parse(Read(file)) : FromFlags();
        Container.Open(globals.Store, arguments[0]).Update(wanted);
        return 0;
    }

    private ResourcesSpec FromFlags() => new()
    {
        BlockIO = blkioWeight.Value is { } weight
            ? new BlockIOSpec { Weight = (ushort)weight } : null,
        Cpu = new CpuSpec
        {
            Shares = (ulong?)shares.Value,
            Quota = quota.Value,
            Burst = (ulong?)burst.Value,
            Period = (ulong?)period.Value,
            RealtimeRuntime = realtimeRuntime.Value,
            RealtimePeriod = (ulong?)realtimePeriod.Value,
            Cpus = cpus.Value,
            Mems = mems.Value,
            Idle = idle.Value,
        },
        Memory = new MemorySpec
        {
            Limit = memory.Value,
            Reservation = reservation.Value,
            Swap = swap.Value,
        },
        Pids = pids.Value is { } limit ? new PidsSpec { Limit = limit } : null,
    };

    private ValueOption<long?> Size(string name, string help) => Options.Value<long?>(
        name, '\0', "BYTES", help, null,
        static text => text == "-1" ? -1 : ByteSize.Parse(text));

    private static byte[] Read(string file)
    {
        if (file != "-")
        {
            return File.ReadAllBytes(file);
        }

        using Stream input = Console.OpenStandardInput();
        using MemoryStream bytes = new();
        input.CopyTo(bytes);
        return bytes.ToArray();
    }
}
