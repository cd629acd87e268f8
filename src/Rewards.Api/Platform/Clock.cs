namespace Rewards.Api.Platform;

/// <summary>
/// The service's only clock. In the sandbox it can be moved; it keeps ticking all the same, and everything in the
/// service, jobs among it, reads it and nothing else.
/// </summary>
public sealed class Clock(TimeProvider source) : TimeProvider
{
    private long offsetMilliseconds;

    /// <summary>How far the clock is ahead of the host's. Always zero in Production.</summary>
    public TimeSpan Offset
    {
        get => TimeSpan.FromMilliseconds(Interlocked.Read(ref offsetMilliseconds));
        set => Interlocked.Exchange(ref offsetMilliseconds, (long)value.TotalMilliseconds);
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>
    /// UTC, cut to whole milliseconds: databases keep instants more coarsely than .NET, and a replayed answer must
    /// equal the first.
    /// </summary>
    public override DateTimeOffset GetUtcNow() =>
        DateTimeOffset.FromUnixTimeMilliseconds(source.GetUtcNow().ToUnixTimeMilliseconds()) + Offset;

    public override long GetTimestamp() => source.GetTimestamp();

    public override long TimestampFrequency => source.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        source.CreateTimer(callback, state, dueTime, period);
}
