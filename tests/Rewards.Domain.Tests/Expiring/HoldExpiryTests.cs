using Rewards.Domain.Ledger;
using Rewards.Domain.Redeeming;

namespace Rewards.Domain.Tests.Expiring;

public sealed class HoldExpiryTests
{
    [Theory]
    [InlineData("2026-11-24 12:14:59.999", RedemptionStatus.Held, 0)]
    [InlineData("2026-11-24 12:15", RedemptionStatus.Expired, 1)]
    public void A_hold_is_over_at_its_deadline(string clock, RedemptionStatus status, int entries)
    {
        var held = Some.Held(Some.Account(300), points: 120, clock: "2026-11-24 12:00");

        Assert.Equal(status, held.Redemption.StatusAt(Some.At(clock)));
        Assert.Equal(entries, LedgerChange.Open(held.Ledger.Account, Some.Moment(clock)).Entries.Count);
    }

    [Fact]
    public void The_points_of_a_hold_that_is_over_return_to_their_lot()
    {
        var held = Some.Held(Some.Account(300), points: 120).Ledger.Account;

        var opened = LedgerChange.Open(held, Some.Moment("2026-11-24 12:15"));

        Assert.Equal(["HoldExpired 120 held to available"], opened.Entries.InWords());
        Assert.Equal((Some.RedemptionId, Moment.System), (opened.Entries[0].Reference, opened.Entries[0].Actor));
        Assert.Equal(new Points(300), opened.Account.Available);
        Assert.Empty(opened.Account.Holds);
    }

    [Theory]
    [InlineData("2026-11-30 23:55", "2026-12-01")]
    [InlineData("2026-11-30 23:44:59.999", "2026-11-30")]
    public void However_late_it_is_booked_a_hold_ends_on_the_day_of_its_deadline(string heldAt, string endedOn)
    {
        var held = Some.Held(Some.Account(300), points: 120, clock: heldAt).Ledger.Account;

        var entry = LedgerChange.Open(held, Some.Moment("2027-03-05 08:00")).Entries[0];

        Assert.Equal((Some.Day(endedOn), Some.At("2027-03-05 08:00")), (entry.BusinessDate, entry.At));
    }

    [Fact]
    public void Holds_end_in_the_order_of_their_deadlines()
    {
        var first = Some.Held(Some.Account(300), points: 10, clock: "2026-11-24 12:00", id: "rdm_2").Ledger.Account;
        var second = Some.Held(first, points: 20, clock: "2026-11-24 12:00", id: "rdm_1").Ledger.Account;
        var third = Some.Held(second, points: 30, clock: "2026-11-24 12:01", id: "rdm_0").Ledger.Account;

        var opened = LedgerChange.Open(third, Some.Moment("2026-11-24 13:00"));

        Assert.Equal(["rdm_1", "rdm_2", "rdm_0"], opened.Entries.Select(entry => entry.Reference));
    }

    [Fact]
    public void A_hold_pins_its_points_while_the_rest_of_the_lot_expires()
    {
        var account = Some.Account(("signup/2026-11-30", 300));
        var held = Some.Held(account, points: 120, clock: "2026-11-30 23:50");

        var change = Capture.Decide(
            held.Redemption, null, held.Ledger.Account, Some.Moment("2026-12-01 00:04:59.999")).Value;

        Assert.Equal(
            ["Expired 180 available to breakage", "Capture 120 held to merchant:mch_bookshop"],
            change.Ledger.Entries.InWords());
    }

    [Theory]
    [InlineData("2026-12-01 00:05")]
    [InlineData("2026-12-05 00:00")]
    [InlineData("2026-12-08 23:59:59.999")]
    public void Pinned_points_that_come_back_get_grace_from_the_deadline_and_not_from_the_booking(string booked)
    {
        var account = Some.Account(("signup/2026-11-30", 120));
        var held = Some.Held(account, points: 120, clock: "2026-11-30 23:50").Ledger.Account;

        var opened = LedgerChange.Open(held, Some.Moment(booked));

        Assert.Equal("grace:signup/2026-12-08: 120", opened.Account.Lots.InWords());
    }

    [Fact]
    public void When_even_the_grace_is_over_at_booking_the_points_expire_with_it()
    {
        var account = Some.Account(("signup/2026-11-30", 120));
        var held = Some.Held(account, points: 120, clock: "2026-11-30 23:50").Ledger.Account;

        var opened = LedgerChange.Open(held, Some.Moment("2026-12-09 00:00"));

        Assert.Equal(
            ["HoldExpired 120 held to available", "Expired 120 available to breakage"],
            opened.Entries.InWords());
        Assert.Equal(
            [Some.Day("2026-12-01"), Some.Day("2026-12-09")],
            opened.Entries.Select(entry => entry.BusinessDate));
    }
}
