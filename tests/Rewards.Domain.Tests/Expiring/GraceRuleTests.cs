using CsCheck;
using Rewards.Domain.Expiring;
using Rewards.Domain.Ledger;
using Rewards.Domain.Redeeming;

namespace Rewards.Domain.Tests.Expiring;

public sealed class GraceRuleTests
{
    [Theory]
    [InlineData("signup/2026-12-02", "signup/2026-12-02")]
    [InlineData("signup/2026-12-01", "signup/2026-12-01")]
    [InlineData("signup/2026-11-30", "grace:signup/2026-12-01")]
    [InlineData("signup/2026-11-24", "grace:signup/2026-12-01")]
    [InlineData("signup/2026-11-23", "grace:signup/2026-12-01")]
    [InlineData("signup/2025-11-30", "grace:signup/2026-12-01")]
    [InlineData("grace:signup/2026-11-25", "grace:signup/2026-11-25")]
    [InlineData("grace:signup/2025-11-30", "grace:signup/2025-11-30")]
    public void Points_that_come_back_to_a_nearly_or_wholly_expired_lot_live_a_week_more_once(string lot, string to) =>
        Assert.Equal(to, GraceRule.LotToReturnTo(LotKey.Parse(lot), Some.Day("2026-11-24"), graceDays: 7).ToString());

    [Fact]
    public void Without_grace_days_only_what_expired_meanwhile_lives_to_the_end_of_the_day()
    {
        Assert.Equal("signup/2026-11-24", ReturnedOn24November("signup/2026-11-24"));
        Assert.Equal("grace:signup/2026-11-24", ReturnedOn24November("signup/2026-11-23"));

        static string ReturnedOn24November(string lot) =>
            GraceRule.LotToReturnTo(LotKey.Parse(lot), Some.Day("2026-11-24"), graceDays: 0).ToString();
    }

    [Fact]
    public void A_release_on_the_last_day_gives_a_week_more()
    {
        var held = Some.Held(Some.Account(("signup/2026-11-30", 300)), points: 120, clock: "2026-11-30 12:00");

        var released = Released(held, "2026-11-30 12:05");

        Assert.Equal("signup/2026-11-30 to grace:signup/2026-12-07: 120", released.Entries[0].Slices.InWords());
        Assert.Equal("signup/2026-11-30: 180, grace:signup/2026-12-07: 120", released.Account.Lots.InWords());
    }

    [Fact]
    public void Grace_points_that_come_back_after_their_day_expire_at_once()
    {
        var held = Some.Held(Some.Account(("grace:signup/2026-11-30", 120)), points: 120, clock: "2026-11-30 23:50");

        var released = Released(held, "2026-12-01 00:01");

        Assert.Equal(
            ["Release 120 held to available", "Expired 120 available to breakage"],
            released.Entries.InWords());
        Assert.Equal(Points.Zero, released.Account.Available);
    }

    [Fact]
    public void The_rest_of_a_partial_capture_gets_grace_too()
    {
        var held = Some.Held(Some.Account(("signup/2026-11-30", 120)), points: 120, clock: "2026-11-30 23:50");

        var captured = Capture.Decide(
            held.Redemption, new Points(20), held.Ledger.Account, Some.Moment("2026-12-01 00:01")).Value.Ledger;

        Assert.Equal("grace:signup/2026-12-08: 100", captured.Account.Lots.InWords());
    }

    [Fact]
    public void Nobody_prolongs_points_for_ever_by_holding_and_releasing() =>
        Gen.Int[0, 20_000].Array[1, 30].Sample(minutes =>
        {
            var (account, clock) = (Some.Account(("signup/2026-11-30", 100)), Some.At("2026-11-30 08:00"));
            foreach (var step in minutes)
            {
                account = HeldAndReleased(account, clock);
                clock += TimeSpan.FromMinutes(step);
            }

            return LedgerChange.Open(account, new Moment(Some.At("2026-12-08 00:00"), Some.Programme, Moment.Member))
                .Account.Available.IsZero;
        });

    private static LedgerChange Released(RedemptionChange held, string clock) =>
        Release.Decide(held.Redemption, held.Ledger.Account, Some.Moment(clock)).Value.Ledger;

    private static Account HeldAndReleased(Account account, DateTimeOffset at)
    {
        var moment = new Moment(at, Some.Programme, Moment.Member);
        var held = Redeem.Decide(Some.Request(Some.Wanted("1 x 8800")), account, moment).Value;
        return Release.Decide(held.Redemption, held.Ledger.Account, moment).Value.Ledger.Account;
    }
}
