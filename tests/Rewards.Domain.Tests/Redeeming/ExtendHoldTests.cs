using Rewards.Domain.Redeeming;

namespace Rewards.Domain.Tests.Redeeming;

/// <summary>A hold of 120 points from noon to a quarter past.</summary>
public sealed class ExtendHoldTests
{
    private static readonly RedemptionChange Held = Some.Held(Some.Account(300), points: 120, clock: "2026-11-24 12:00");

    [Theory]
    [InlineData("2026-11-24 12:14", "2026-11-24 12:15")]
    [InlineData("2026-11-24 12:15", "2026-11-24 12:15")]
    [InlineData("2026-11-24 12:16", "2026-11-24 12:16")]
    public void It_ends_later_or_as_before(string wanted, string until)
    {
        var extended = Extend(Held, wanted, "2026-11-24 12:05");

        Assert.Equal(Some.At(until), extended.Redemption.HoldExpiresAt);
        Assert.Equal(Some.At(until), Assert.Single(extended.Ledger.Account.Holds).ExpiresAt);
        Assert.Empty(extended.Ledger.Entries);
    }

    [Fact]
    public void What_is_over_stays_over()
    {
        var late = Extend(Held, "2026-11-24 13:00", "2026-11-24 12:15");

        Assert.Equal(Held.Redemption, late.Redemption);
        Assert.Equal(RedemptionStatus.Expired, late.Redemption.StatusAt(Some.At("2026-11-24 12:15")));
    }

    private static RedemptionChange Extend(RedemptionChange held, string until, string clock) =>
        ExtendHold.Decide(held.Redemption, Some.At(until), held.Ledger.Account, Some.Moment(clock));
}
