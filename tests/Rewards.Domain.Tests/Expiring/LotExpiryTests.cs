using Rewards.Domain.Ledger;

namespace Rewards.Domain.Tests.Expiring;

public sealed class LotExpiryTests
{
    private static readonly Account ThreeLots = Some.Account(
        ("signup/2026-11-30", 300), ("check_in/2026-11-30", 5), ("check_in/2026-12-31", 7));

    [Fact]
    public void On_its_last_day_a_lot_still_counts() => Assert.Empty(OpenedAt("2026-11-30 23:59:59.999").Entries);

    [Fact]
    public void With_the_day_the_lots_end_in_one_entry()
    {
        var opened = OpenedAt("2026-12-01 00:00");

        Assert.Equal(["Expired 305 available to breakage"], opened.Entries.InWords());
        Assert.Equal(
            "check_in/2026-11-30 to outside: 5, signup/2026-11-30 to outside: 300",
            opened.Entries[0].Slices.InWords());
        Assert.Equal("check_in/2026-12-31: 7", opened.Account.Lots.InWords());
        Assert.Equal(new Points(305), opened.Account.Totals.Expired);
    }

    [Theory]
    [InlineData("2026-12-01 00:00")]
    [InlineData("2026-12-01 00:10")]
    [InlineData("2026-12-31 23:59:59.999")]
    public void However_late_it_is_booked_it_takes_effect_the_day_after_the_last_valid_one(string clock)
    {
        var entry = Assert.Single(OpenedAt(clock).Entries);

        Assert.Equal((Some.Day("2026-12-01"), Some.At(clock)), (entry.BusinessDate, entry.At));
        Assert.Equal((Moment.System, null), (entry.Actor, entry.Reference));
    }

    [Fact]
    public void Each_last_day_has_an_entry_of_its_own()
    {
        var opened = OpenedAt("2027-06-01 00:00");

        Assert.Equal(
            ["Expired 305 available to breakage", "Expired 7 available to breakage"],
            opened.Entries.InWords());
        Assert.Equal(
            [Some.Day("2026-12-01"), Some.Day("2027-01-01")],
            opened.Entries.Select(entry => entry.BusinessDate));
        Assert.Equal([new Points(7), Points.Zero], opened.Entries.Select(entry => entry.AvailableAfter));
    }

    [Fact]
    public void What_is_booked_is_not_booked_again()
    {
        var booked = OpenedAt("2026-12-01 00:00").Account;

        Assert.Empty(LedgerChange.Open(booked, Some.Moment("2026-12-01 00:00")).Entries);
    }

    [Fact]
    public void What_was_spent_of_a_lot_does_not_expire_as_well()
    {
        var spent = Some.Captured(ThreeLots, points: 105, clock: "2026-11-30 12:00").Ledger.Account;

        var opened = LedgerChange.Open(spent, Some.Moment("2026-12-01 00:00"));

        Assert.Equal(["Expired 200 available to breakage"], opened.Entries.InWords());
    }

    [Theory]
    [InlineData("2028-02-29 23:59:59.999", 0)]
    [InlineData("2028-03-01 00:00", 1)]
    public void A_leap_day_is_a_last_day_like_any_other(string clock, int entries)
    {
        var account = Some.Account(("signup/2028-02-29", 300));

        Assert.Equal(entries, LedgerChange.Open(account, Some.Moment(clock)).Entries.Count);
    }

    private static LedgerChange OpenedAt(string clock) => LedgerChange.Open(ThreeLots, Some.Moment(clock));
}
