namespace Rewards.Benchmarks.Loading;

/// <summary>
/// Latencies in buckets of less than 1 % width: fixed memory, however long the run. Not for several threads.
/// </summary>
internal sealed class Latencies
{
    private const int Precise = 256;
    private const int HalfPrecise = Precise / 2;

    /// <summary>Up to 2^31 microseconds, more than half an hour.</summary>
    private readonly long[] buckets = new long[Precise + (HalfPrecise * 23)];

    private long longestMicroseconds;

    public long Count { get; private set; }

    public double LongestMilliseconds => longestMicroseconds / 1000.0;

    public void Add(TimeSpan latency)
    {
        var microseconds = Math.Clamp((long)latency.TotalMicroseconds, 0, int.MaxValue);
        buckets[BucketOf(microseconds)]++;
        Count++;
        longestMicroseconds = Math.Max(longestMicroseconds, microseconds);
    }

    public void Add(Latencies more)
    {
        for (var bucket = 0; bucket < buckets.Length; bucket++)
        {
            buckets[bucket] += more.buckets[bucket];
        }

        Count += more.Count;
        longestMicroseconds = Math.Max(longestMicroseconds, more.longestMicroseconds);
    }

    /// <summary>Milliseconds within which this share of the answers came; 0 when there was none.</summary>
    public double Percentile(double share)
    {
        var wanted = (long)Math.Ceiling(Count * share);
        var (seen, bucket) = (0L, 0);
        while (bucket < buckets.Length - 1 && (seen += buckets[bucket]) < wanted)
        {
            bucket++;
        }

        return Count == 0 ? 0 : Math.Min(UpperEdge(bucket), longestMicroseconds) / 1000.0;
    }

    /// <summary>Exact below 256 µs; above, each doubling has 128 buckets.</summary>
    private static int BucketOf(long microseconds)
    {
        var shift = Math.Max(0, 64 - long.LeadingZeroCount(microseconds) - 8);
        return (int)((shift * HalfPrecise) + (microseconds >> (int)shift));
    }

    private static long UpperEdge(int bucket)
    {
        var shift = Math.Max(0, (bucket / HalfPrecise) - 1);
        return ((long)(bucket - (shift * HalfPrecise) + 1) << shift) - 1;
    }
}
