using Rewards.Benchmarks.Loading;

namespace Rewards.Benchmarks.Measuring;

/// <summary>One row of a result.</summary>
/// <param name="Name">The scenario, or the baseline.</param>
/// <param name="PerSecond">Expected answers a second.</param>
/// <param name="Unexpected">Answers that a healthy service would not have given, and requests without one.</param>
/// <param name="Statuses">Requests by HTTP status; 0: no answer.</param>
/// <param name="RetryAfters">Answers 503 that say when to come again.</param>
/// <param name="CpuMicroseconds">Of the service, for one request; null where the service had no part.</param>
/// <param name="PeakMebibytes">Resident memory of the service, at its highest.</param>
/// <param name="BytesPerRedemption">
/// By how much the database grew for one redemption; null where that says nothing.
/// </param>
internal sealed record Measurement(
    string Name,
    int Connections,
    double? OfferedPerSecond,
    double Seconds,
    double PerSecond,
    double P50Milliseconds,
    double P95Milliseconds,
    double P99Milliseconds,
    double MaxMilliseconds,
    long Requests,
    long Unexpected,
    long RetryAfters,
    IReadOnlyDictionary<int, long> Statuses,
    double? CpuMicroseconds,
    double? PeakMebibytes,
    double? BytesPerRedemption)
{
    public static Measurement Of(string name, Load load, LoadResult result) => new(
        name,
        load.Connections,
        load.RequestsPerSecond,
        Math.Round(result.Elapsed.TotalSeconds, 2),
        Math.Round(result.Throughput, 1),
        result.Latencies.Percentile(0.5),
        result.Latencies.Percentile(0.95),
        result.Latencies.Percentile(0.99),
        result.Latencies.LongestMilliseconds,
        result.Requests,
        result.Unexpected,
        result.RetryAfters,
        result.Statuses,
        null,
        null,
        null);
}
