using System.Diagnostics;

namespace Rewards.Benchmarks.Loading;

/// <summary>When requests are due. All instants count from the pace's own start.</summary>
internal sealed class Pace(int connections, TimeSpan lasts, double? requestsPerSecond)
{
    private readonly long started = Stopwatch.GetTimestamp();

    /// <summary>
    /// After that no request is sent, also none that was due before: the load's result shows how many were not.
    /// </summary>
    public TimeSpan Lasts => lasts;

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(started);

    /// <summary>
    /// Waits until the connection's next request is due, and tells since when it is; null: the time is over.
    /// </summary>
    /// <remarks>Sleeping counts in milliseconds: a request can go out one too late, and its latency says so.</remarks>
    public TimeSpan? Next(int connection, long request)
    {
        if (requestsPerSecond is not { } rate)
        {
            var now = Elapsed;
            return now < lasts ? now : null;
        }

        var due = TimeSpan.FromSeconds(((request * connections) + connection) / rate);
        var early = due - Elapsed;
        if (due < lasts && early > TimeSpan.Zero)
        {
            Thread.Sleep((int)Math.Ceiling(early.TotalMilliseconds));
        }

        return due < lasts && Elapsed < lasts ? due : null;
    }
}
