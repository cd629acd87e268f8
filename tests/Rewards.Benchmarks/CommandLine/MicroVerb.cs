using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Rewards.Benchmarks.Deciding;
using Rewards.Benchmarks.Running;

namespace Rewards.Benchmarks.CommandLine;

/// <summary><c>micro</c>: the pure decisions, one at a time.</summary>
internal static class MicroVerb
{
    public static Command Create()
    {
        var micro = new Command("micro", "The pure decisions, one at a time, with BenchmarkDotNet.");
        micro.SetAction(_ =>
        {
            // In this process: a project that BenchmarkDotNet generates would not know how this one is built.
            var config = DefaultConfig.Instance
                .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
                .AddDiagnoser(MemoryDiagnoser.Default)
                .WithArtifactsPath(Path.Combine(Repository.Root, "artifacts", "benchmarks", "micro"));
            BenchmarkRunner.Run<Decisions>(config);
            return 0;
        });
        return micro;
    }
}
