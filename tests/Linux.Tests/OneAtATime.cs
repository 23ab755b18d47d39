// A program that is being started holds every open descriptor until its execve: the end of a pipe
// would come late in a test beside it.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
