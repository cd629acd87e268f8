using Rewards.Benchmarks.CommandLine;
using Rewards.Benchmarks.Running;

Sockets.UseOneThread();
return await BenchmarksCommand.RunAsync(args);
