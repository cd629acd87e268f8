using Rewards.Domain.Adjusting;
using Rewards.Domain.CheckingIn;
using Rewards.Domain.Inviting;
using Rewards.Domain.Ledger;
using Rewards.Domain.Redeeming;
using Rewards.Domain.Refunding;

namespace Rewards.Domain.Tests;

/// <summary>Bugs that users of other points systems have reported, and what this ledger does instead.</summary>
public sealed class WhatWentWrongElsewhereTests
{
    [Fact]
    public void Fifty_purchases_do_not_spend_one_balance_more_than_once()
    {
        var account = Some.Account(300);
        var served = 0;

        foreach (var number in Enumerable.Range(1, 50))
        {
            var request = Some.Request(Some.Wanted("1 x 8800", points: 100), $"rdm_{number}");
            var outcome = Redeem.Decide(request, account, Some.Moment());
            account = outcome.Refusal is null ? outcome.Value.Ledger.Account : account;
            served += outcome.Refusal is null ? 1 : 0;
        }

        Assert.Equal((3, Points.Zero, new Points(300)), (served, account.Available, account.Held));
    }

    [Fact]
    public void A_retry_on_what_was_stored_before_gives_the_same_answer_and_not_a_second_one()
    {
        var account = Some.Account(300);

        Assert.Equal(Some.Captured(account, points: 120).InFull(), Some.Captured(account, points: 120).InFull());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void There_is_no_discount_without_the_points_for_it(bool atOnce)
    {
        var change = atOnce
            ? Some.Captured(Some.Account(300), points: 120)
            : CaptureWhole(Some.Held(Some.Account(300), points: 120));

        var paid = change.Ledger.Entries.Where(entry => entry.To == "merchant:mch_bookshop").Sum(entry => entry.Points);

        Assert.Equal(change.Redemption.Discount, change.Redemption.Rate.Worth(paid));
    }

    [Fact]
    public void A_streak_cannot_be_farmed_by_setting_the_clock_back_and_forth()
    {
        var first = CheckIn.Decide(Some.Account(), Some.Moment("2026-11-24 09:00")).Value.Ledger.Account;

        var outcomes = new[] { "2026-11-23 09:00", "2026-11-24 09:00", "2025-11-24 09:00", "2026-11-24 23:00" }
            .Select(clock => CheckIn.Decide(first, Some.Moment(clock)).Refusal?.Code);

        Assert.All(outcomes, code => Assert.Equal("already_checked_in", code));
    }

    [Fact]
    public void Expired_points_are_not_spendable_though_no_job_has_run()
    {
        var account = Some.Account(("signup/2026-11-30", 300));

        var request = Some.Request(Some.Wanted("1 x 8800", points: 1));
        var refusal = Redeem.Decide(request, account, Some.Moment("2026-12-01 00:00")).Refusal;

        Assert.Equal(("insufficient_points", 0L), (refusal?.Code, refusal?.Facts["spendable_points"]));
    }

    [Fact]
    public void Unexpired_points_survive_the_expiry_of_others_that_were_spent()
    {
        var account = Some.Account(("signup/2026-11-30", 100), ("check_in/2027-11-30", 50));
        var spent = Some.Captured(account, points: 100, clock: "2026-11-24 12:00").Ledger.Account;

        var opened = LedgerChange.Open(spent, Some.Moment("2026-12-01 00:00"));

        Assert.Empty(opened.Entries);
        Assert.Equal(new Points(50), opened.Account.Available);
    }

    [Fact]
    public void Points_earned_on_the_first_of_a_month_do_not_lose_that_month()
    {
        var account = CheckIn.Decide(Some.Account(), Some.Moment("2026-11-01 00:00")).Value.Ledger.Account;

        Assert.Equal(Some.At("2027-12-01 00:00"), account.NextDue(Some.Shanghai));
    }

    [Fact]
    public void A_full_refund_after_a_partial_one_does_not_give_points_twice()
    {
        var captured = Some.Captured(Some.Account(820), points: 500);

        var part = Refund.Decide(captured.Redemption, new Fen(4400), captured.Ledger.Account, Some.Moment()).Value;
        var rest = Refund.Decide(part.Redemption, null, part.Ledger.Account, Some.Moment()).Value;

        Assert.Equal(new Points(820), rest.Ledger.Account.Available);
        Assert.Equal("adjustment/2027-11-30: 820", rest.Ledger.Account.Lots.InWords());
    }

    [Fact]
    public void Withdrawing_what_was_spent_meanwhile_is_refused_and_not_cut_short_in_silence()
    {
        var spent = Some.Captured(Some.Account(300), points: 250).Ledger.Account;

        var refusal = Adjust.Decide(new Adjustment("adj_1", -300, "退回"), spent, Some.Moment()).Refusal;

        Assert.Equal(("insufficient_points", 50L), (refusal?.Code, refusal?.Facts["spendable_points"]));
    }

    [Fact]
    public void A_changed_rule_does_not_change_what_was_earned_before()
    {
        var earned = CheckIn.Decide(Some.Account(), Some.Moment("2026-11-24 09:00")).Value.Ledger.Account;
        var shorter = Some.Programme with { Version = 4, Expiry = new(ValidMonths: 1, GraceDays: 0) };

        var opened = LedgerChange.Open(earned, Some.Moment("2027-11-30 23:59", shorter));

        Assert.Equal("check_in/2027-11-30: 5", opened.Account.Lots.InWords());
    }

    [Fact]
    public void A_friend_beyond_the_limit_is_not_credited_in_the_next_month_either()
    {
        var full = Enumerable.Range(1, 20).Aggregate(Some.Account(), (account, friend) =>
            CreditInviter.Decide(account, $"mbr_{friend}", Some.Moment("2026-11-30 12:00")).Value.Account);

        Assert.NotNull(CreditInviter.Decide(full, "mbr_21", Some.Moment("2026-11-30 12:00")).Refusal);
        Assert.Empty(LedgerChange.Open(full, Some.Moment("2026-12-01 00:00")).Entries);
    }

    [Fact]
    public void Looking_at_an_account_does_not_change_it()
    {
        var rich = Some.Account(("signup/2026-11-30", 300));
        var account = Some.Held(rich, points: 120, clock: "2026-11-30 23:50").Ledger.Account;
        var before = account.InFull();

        var seen = LedgerChange.Open(account, Some.Moment("2027-06-01 12:00"));

        Assert.NotEmpty(seen.Entries);
        Assert.Equal(before, account.InFull());
    }

    private static RedemptionChange CaptureWhole(RedemptionChange held) =>
        Capture.Decide(held.Redemption, null, held.Ledger.Account, Some.Moment()).Value;
}
