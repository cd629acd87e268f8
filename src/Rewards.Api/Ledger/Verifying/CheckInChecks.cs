using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>
/// I6: each day of checking in has one entry and each entry its day, and streaks are counted day by day.
/// </summary>
internal static class CheckInChecks
{
    public static void Check(MemberRows member, Replay replay, Examination examination)
    {
        var entries = member.EntriesOf(EntryKinds.CheckIn).ToLookup(entry => entry.BusinessDate);
        var days = member.CheckIns.Select(checkIn => checkIn.Date).ToHashSet();
        foreach (var checkIn in member.CheckIns)
        {
            CheckEntry(checkIn, [.. entries[checkIn.Date]], examination);
        }

        foreach (var stray in entries.Where(entry => !days.Contains(entry.Key)).SelectMany(entry => entry))
        {
            examination.Found(
                Invariant.OnceOnly,
                "check_in_of_entry",
                stray,
                $"{stray.Points} points for a check-in on {stray.BusinessDate:yyyy-MM-dd}, which is not there.");
        }

        CheckStreaks(member, examination);
    }

    private static void CheckEntry(StoredCheckIn checkIn, IReadOnlyList<StoredEntry> entries, Examination examination)
    {
        // A programme that gives nothing writes no entry; then the row says 0 as well.
        var mayBeNothing = !examination.Rules.AlwaysGives(rules => rules.CheckInPoints);
        var expected = checkIn.Points == 0 && mayBeNothing ? 0 : 1;
        examination.Same(
            Invariant.OnceOnly, "one_entry_per_check_in", checkIn, ("Entries of the day", expected, entries.Count));
        foreach (var entry in entries)
        {
            var rules = examination.Rules.Of(entry.ProgrammeVersion);
            var bonus = checkIn.StreakDays % rules.StreakBonusEveryDays == 0 ? rules.StreakBonusPoints : 0;
            examination.Same(
                Invariant.OnceOnly,
                "check_in_points",
                entry,
                ("Points by the rule", rules.CheckInPoints + bonus, entry.Points));
            examination.Same(
                Invariant.OnceOnly, "check_in_points", checkIn, ("Points by the entry", entry.Points, checkIn.Points));
        }
    }

    private static void CheckStreaks(MemberRows member, Examination examination)
    {
        var (lastOn, streak) = ((DateOnly?)null, 0L);
        foreach (var checkIn in member.CheckIns)
        {
            streak = lastOn?.AddDays(1) == checkIn.Date ? streak + 1 : 1;
            examination.Same(Invariant.OnceOnly, "streak_days", checkIn, ("Days in a row", streak, checkIn.StreakDays));
            (lastOn, streak) = (checkIn.Date, checkIn.StreakDays);
        }

        if (member.Account is { } account && (account.CheckedInOn, account.StreakDays) != (lastOn, streak))
        {
            examination.Found(
                Invariant.OnceOnly,
                "account_streak",
                account,
                $"{streak} days in a row up to {lastOn:yyyy-MM-dd} expected, {account.StreakDays} up to {account.CheckedInOn:yyyy-MM-dd} found.");
        }
    }
}
