using Rewards.Domain.Ledger;

namespace Rewards.Domain.Tests.Ledger;

public sealed class LedgerChangeTests
{
    [Fact]
    public void An_account_changes_only_with_the_entry_that_explains_it()
    {
        var opened = LedgerChange.Open(new Account { MemberId = Some.MemberId }, Some.Moment());

        var change = opened.Credit(EntryKind.Signup, "signup", new Points(300));

        var entry = Assert.Single(change.Entries);
        Assert.Equal(["Signup 300 issued:signup to available"], change.Entries.InWords());
        Assert.Equal("outside to signup/2027-11-30: 300", entry.Slices.InWords());
        Assert.Equal((1, entry.At), (change.Account.LastSeq, change.Account.LastEntryAt));
        Assert.Equal(new Points(300), change.Account.Available);
    }

    [Fact]
    public void An_entry_says_when_by_whom_and_under_which_rules()
    {
        var moment = Some.Moment("2026-11-24 00:00", actor: "operator:opr_1");

        var entry = LedgerChange.Open(Some.Account(7), moment)
            .Credit(EntryKind.Adjustment, "adjustment", new Points(5), "adj_1", "对不起").Entries[0];

        Assert.Equal((Some.MemberId, 2, new Points(12)), (entry.MemberId, entry.Seq, entry.AvailableAfter));
        Assert.Equal((Some.At("2026-11-24 00:00"), Some.Day("2026-11-24")), (entry.At, entry.BusinessDate));
        Assert.Equal(("operator:opr_1", 3), (entry.Actor, entry.ProgrammeVersion));
        Assert.Equal(("adj_1", "对不起"), (entry.Reference, entry.Note));
    }

    [Fact]
    public void Crediting_no_points_writes_nothing()
    {
        var opened = LedgerChange.Open(Some.Account(7), Some.Moment());

        Assert.Empty(opened.Credit(EntryKind.CheckIn, "check_in", Points.Zero).Entries);
    }

    [Fact]
    public void Opening_books_first_the_holds_that_are_over_and_then_the_lots_that_are_dead()
    {
        var account = Some.Account(("check_in/2026-11-30", 10), ("signup/2026-12-31", 90));
        var holding = Some.Held(account, points: 4, clock: "2026-11-30 23:50").Ledger.Account;

        var opened = LedgerChange.Open(holding, Some.Moment("2027-01-01 00:00"));

        Assert.Equal(
            [
                "HoldExpired 4 held to available",
                "Expired 6 available to breakage",
                "Expired 4 available to breakage",
                "Expired 90 available to breakage",
            ],
            opened.Entries.InWords());
        Assert.Equal([3L, 4, 5, 6], opened.Entries.Select(entry => entry.Seq));
        Assert.All(opened.Entries, entry => Assert.Equal(Moment.System, entry.Actor));
    }

    [Fact]
    public void Opening_an_account_on_which_nothing_is_overdue_changes_nothing()
    {
        var account = Some.Held(Some.Account(100), points: 40).Ledger.Account;

        var opened = LedgerChange.Open(account, Some.Moment("2026-11-24 12:14:59.999"));

        Assert.Empty(opened.Entries);
        Assert.Same(account, opened.Account);
    }

    [Fact]
    public void When_the_clock_was_set_back_time_stands_still_at_the_newest_entry()
    {
        var account = Some.Held(Some.Account(100), points: 40, clock: "2026-11-24 12:00").Ledger.Account;

        var change = LedgerChange.Open(account, Some.Moment("2026-11-20 08:00"))
            .Credit(EntryKind.CheckIn, "check_in", new Points(5));

        Assert.Equal(Some.At("2026-11-24 12:00"), change.Entries[0].At);
        Assert.Equal(Some.Day("2026-11-24"), change.Entries[0].BusinessDate);
    }

    [Fact]
    public void What_an_account_remembers_moves_no_points()
    {
        var streak = new Streak(Some.Day("2026-11-24"), 1);
        var opened = LedgerChange.Open(Some.Account(7), Some.Moment());

        var change = opened.Remember(account => account with { Streak = streak });

        Assert.Equal(streak, change.Account.Streak);
        Assert.Empty(change.Entries);
    }
}
