using Rewards.Domain.Ordering;
using Rewards.Domain.Programmes;

namespace Rewards.Domain.Tests.Ordering;

/// <summary>Three missed within 90 days block for 30.</summary>
public sealed class MissedBookingsTests
{
    [Theory]
    [InlineData("2026-01-01 2026-02-01", "2026-02-02", null)]
    [InlineData("2026-01-01 2026-02-01 2026-04-01", "2026-04-01", "2026-05-01")]
    [InlineData("2026-01-01 2026-02-01 2026-04-02", "2026-04-02", null)]
    [InlineData("2026-01-01 2026-02-01 2026-04-01", "2026-04-30", "2026-05-01")]
    [InlineData("2026-01-01 2026-02-01 2026-04-01", "2026-05-01", null)]
    [InlineData("2026-04-01 2026-01-01 2026-02-01", "2026-03-31", null)]
    [InlineData("2026-01-01 2026-02-01 2026-03-01 2026-04-01", "2026-04-02", "2026-05-01")]
    [InlineData("2025-01-01 2026-02-01 2026-03-01 2026-04-01", "2026-04-02", "2026-05-01")]
    public void Who_misses_three_times_waits_from_the_third(string missed, string now, string? until) =>
        Assert.Equal(until is null ? null : Day(until), At(missed, now).BlockedUntil);

    [Fact]
    public void What_was_missed_lately_is_listed() => Assert.Equal(
        [Day("2026-02-01"), Day("2026-04-01")],
        At("2026-01-01 2026-02-01 2026-04-01", "2026-04-20").Lately.Select(one => one.MissedAt));

    private static MissedBookings At(string missed, string now) => MissedBookings.At(
        missed.Split(' ').Select(day => new MissedBooking("ord_" + day, "羽毛球", Day(day))), SupplyingRules.Usual, Day(now));

    private static DateTimeOffset Day(string day) => Some.At(day + " 12:00");
}
