using Rewards.Domain.Redeeming;

namespace Rewards.Domain.Tests.Redeeming;

public sealed class ReleaseTests
{
    private static readonly RedemptionChange Held = Some.Held(
        Some.Account(("signup/2027-11-30", 300), ("check_in/2026-12-31", 25)), points: 120, clock: "2026-11-24 12:00");

    [Fact]
    public void A_release_gives_the_points_back_to_their_lots()
    {
        var change = Release(Held, "2026-11-24 12:05").Value;

        Assert.Equal(["Release 120 held to available"], change.Ledger.Entries.InWords());
        Assert.Equal("check_in/2026-12-31: 25, signup/2027-11-30: 300", change.Ledger.Account.Lots.InWords());
        Assert.Empty(change.Ledger.Account.Holds);
        Assert.Equal(RedemptionStatus.Released, change.Redemption.Status);
    }

    [Theory]
    [InlineData("2026-11-24 12:14:59.999", null)]
    [InlineData("2026-11-24 12:15", RedemptionStatus.Expired)]
    public void From_its_deadline_on_a_hold_cannot_be_released(string clock, RedemptionStatus? status) =>
        Assert.Equal(status, Release(Held, clock).Refusal?.Facts["redemption_status"]);

    [Fact]
    public void A_hold_ends_once()
    {
        var released = Release(Held, "2026-11-24 12:05").Value;

        var again = Release(released, "2026-11-24 12:06");
        var captured = Capture.Decide(
            released.Redemption, null, released.Ledger.Account, Some.Moment("2026-11-24 12:06"));

        Assert.Equal(RedemptionStatus.Released, again.Refusal?.Facts["redemption_status"]);
        Assert.Equal("redemption_not_held", captured.Refusal?.Code);
    }

    [Fact]
    public void A_captured_redemption_is_not_released_but_refunded()
    {
        var captured = Some.Captured(Some.Account(300), points: 120);

        Assert.Equal(RedemptionStatus.Captured, Release(captured, Some.Noon).Refusal?.Facts["redemption_status"]);
    }

    [Fact]
    public void Of_two_holds_only_its_own_is_released()
    {
        var second = Some.Held(Held.Ledger.Account, points: 80, id: "rdm_2");

        var change = Domain.Redeeming.Release.Decide(Held.Redemption, second.Ledger.Account, Some.Moment()).Value;

        Assert.Equal("rdm_2", Assert.Single(change.Ledger.Account.Holds).RedemptionId);
        Assert.Equal(new Points(80), change.Ledger.Account.Held);
    }

    [Fact]
    public void A_redemption_of_no_points_is_released_without_an_entry()
    {
        var change = Release(Some.Held(Some.Account(), points: 0), "2026-11-24 12:05").Value;

        Assert.Equal(RedemptionStatus.Released, change.Redemption.Status);
        Assert.Empty(change.Ledger.Entries);
    }

    private static Outcome<RedemptionChange> Release(RedemptionChange held, string clock) =>
        Domain.Redeeming.Release.Decide(held.Redemption, held.Ledger.Account, Some.Moment(clock));
}
