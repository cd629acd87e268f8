namespace Rewards.Benchmarks.Loading;

/// <summary>What a load was answered.</summary>
internal sealed class LoadResult
{
    private readonly Dictionary<int, long> statuses = [];

    /// <summary>Of expected answers only: a quick refusal must not make the service look fast.</summary>
    public Latencies Latencies { get; } = new();

    /// <summary>
    /// From the first request to the end of the load, or to the last answer where the scripts ran out before.
    /// </summary>
    public TimeSpan Elapsed { get; private init; }

    /// <summary>
    /// Expected answers that came before the end of the load: what was still under way then is not throughput.
    /// </summary>
    public long InTime { get; private set; }

    /// <summary>Requests by HTTP status; 0: no answer.</summary>
    public IReadOnlyDictionary<int, long> Statuses => statuses;

    public long Expected => Latencies.Count;

    public long Unexpected { get; private set; }

    /// <summary>Answers 503 that say when to come again.</summary>
    public long RetryAfters { get; private set; }

    public long Requests => Expected + Unexpected;

    /// <summary>Expected answers a second.</summary>
    public double Throughput => InTime / Elapsed.TotalSeconds;

    public long Of(int status) => statuses.GetValueOrDefault(status);

    public void Count(Answer answer, bool isExpected, (TimeSpan Latency, bool IsInTime) came)
    {
        statuses[answer.Status] = Of(answer.Status) + 1;
        if (isExpected)
        {
            Latencies.Add(came.Latency);
            InTime += came.IsInTime ? 1 : 0;
            return;
        }

        Unexpected++;
        RetryAfters += answer is { Status: 503, HasRetryAfter: true } ? 1 : 0;
    }

    public static LoadResult Sum(IEnumerable<LoadResult> parts, TimeSpan elapsed)
    {
        var sum = new LoadResult { Elapsed = elapsed };
        foreach (var part in parts)
        {
            sum.Latencies.Add(part.Latencies);
            sum.InTime += part.InTime;
            sum.Unexpected += part.Unexpected;
            sum.RetryAfters += part.RetryAfters;
            foreach (var (status, count) in part.statuses)
            {
                sum.statuses[status] = sum.Of(status) + count;
            }
        }

        return sum;
    }
}
