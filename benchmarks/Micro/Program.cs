using BenchmarkDotNet.Running;
using MiniDocker.Benchmarks.Micro;

// With --pin, prints what our own benchmarks allocate, for allocations.json; with --check,
// fails if one allocates more than that. Times differ by machine, allocations do not.
if (args is ["--pin" or "--check", ..])
    return AllocationPins.Run(write: args[0] == "--pin");

BenchmarkSwitcher.FromAssembly(typeof(TarReading).Assembly).Run(args);
return 0;
