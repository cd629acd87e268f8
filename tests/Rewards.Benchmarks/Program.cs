using Rewards.Benchmarks.CommandLine;

return await BenchmarksCommand.RunAsync(args);
