using System.Diagnostics;
using System.Runtime.InteropServices;
using Rewards.Benchmarks.Engines;
using Rewards.Benchmarks.Loading;
using Rewards.Benchmarks.Running;

namespace Rewards.Benchmarks.Measuring;

/// <summary>What figures depend on.</summary>
/// <param name="FsyncP50Milliseconds">Of appending and flushing 4 KiB where the database is, half of the time.</param>
internal sealed record Machine(
    DateTimeOffset At,
    string Commit,
    string Database,
    string Runtime,
    string OperatingSystem,
    string Processor,
    int Cores,
    double MemoryGibibytes,
    double FsyncP50Milliseconds,
    double FsyncP99Milliseconds)
{
    private const int Flushes = 200;

    public static async Task<Machine> DescribeAsync(Engine engine, string folder)
    {
        var fsync = MeasureFsync(Path.Combine(folder, "fsync"));
        return new Machine(
            DateTimeOffset.UtcNow,
            await Repository.CommitAsync(),
            engine.Version(),
            RuntimeInformation.FrameworkDescription,
            RuntimeInformation.OSDescription,
            ProcessorName(),
            Environment.ProcessorCount,
            Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30), 1),
            fsync.Percentile(0.5),
            fsync.Percentile(0.99));
    }

    private static Latencies MeasureFsync(string path)
    {
        var latencies = new Latencies();
        var page = new byte[4096];
        using (var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write))
        {
            for (var flush = 0; flush < Flushes; flush++)
            {
                var started = Stopwatch.GetTimestamp();
                RandomAccess.Write(file, page, flush * page.Length);
                RandomAccess.FlushToDisk(file);
                latencies.Add(Stopwatch.GetElapsedTime(started));
            }
        }

        File.Delete(path);
        return latencies;
    }

    private static string ProcessorName() => File.ReadLines("/proc/cpuinfo")
        .Where(line => line.StartsWith("model name", StringComparison.Ordinal))
        .Select(line => line[(line.IndexOf(':') + 1)..].Trim())
        .FirstOrDefault("unknown");
}
