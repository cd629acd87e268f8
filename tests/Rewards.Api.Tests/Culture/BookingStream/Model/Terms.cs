namespace Rewards.Api.Tests.Culture.BookingStream.Model;

/// <summary>What an offer says. The service's opposite number: no rule and no constant is taken from it.</summary>
/// <param name="Name">What the test calls it.</param>
/// <param name="Payment">free, online or at_venue.</param>
/// <param name="PriceFen">Of one ticket.</param>
internal sealed record Terms(string Name, string Payment, long PriceFen)
{
    public const long FenPerPoint = 10;

    // All of China keeps UTC+8, all year round.
    private static readonly TimeSpan ShanghaiIsAhead = TimeSpan.FromHours(8);

    /// <summary>One of each kind, each with edges of its own.</summary>
    public static IReadOnlyList<Terms> All { get; } =
    [
        new("court", "free", 0) { PerOrder = 2, PerDay = 3, Admits = 2, IsReleased = true, OpensAt8TheDayBefore = true },
        new("film", "online", 50) { PerSlot = 3, ClosesMinutes = 45 },
        new("show", "at_venue", 1_000) { CancelMinutes = 60 },
    ];

    public int PerOrder { get; init; } = 10;

    public int? PerSlot { get; init; }

    public int? PerDay { get; init; }

    public int Admits { get; init; } = 1;

    /// <summary>Places that nobody came for go to walk-ins.</summary>
    public bool IsReleased { get; init; }

    public bool OpensAt8TheDayBefore { get; init; }

    public int ClosesMinutes { get; init; }

    public int CancelMinutes { get; init; }

    public bool IsPaidThere => Payment == "at_venue";

    public object Body => new
    {
        Kind = "slot",
        Title = Name,
        PriceFen,
        Unit = "张",
        Payment,
        Admits,
        Limits = new { PerOrder, PerSlot, PerDay },
        Booking = new { Opens = OpensAt8TheDayBefore ? new { DaysBefore = 1, At = "08:00" } : null, ClosesMinutesBefore = ClosesMinutes },
        Admission = new { OnMiss = IsReleased ? "release" : "keep" },
        Cancellation = new { UntilMinutesBefore = CancelMinutes, Tiers = Array.Empty<object>() },
    };

    public static DateOnly DayOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime((instant.UtcDateTime + ShanghaiIsAhead).Date);

    public static DateTimeOffset InstantOf(DateOnly day, TimeOnly time) =>
        new DateTimeOffset(day.ToDateTime(time), TimeSpan.Zero) - ShanghaiIsAhead;
}
