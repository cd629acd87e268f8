using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>
/// I5: an adjustment that was posted moved its points once; one that waits, or was rejected, moved none.
/// </summary>
internal static class AdjustmentChecks
{
    public static void Check(MemberRows member, Replay replay, Examination examination)
    {
        var entries = member.EntriesOf(EntryKinds.Adjustment).ToLookup(entry => entry.Reference);
        foreach (var adjustment in member.Adjustments)
        {
            var moved = entries[adjustment.Id].ToList();
            var expected = adjustment.Status == StoredAdjustment.Posted ? 1 : 0;
            examination.Same(
                Invariant.OneEffect,
                "one_entry_per_adjustment",
                adjustment,
                ($"Entries when '{adjustment.Status}'", expected, moved.Count));
            moved.ForEach(entry => CheckMoved(adjustment, entry, examination));
        }

        var known = member.Adjustments.Select(adjustment => adjustment.Id).ToHashSet();
        foreach (var stray in entries.Where(entry => !known.Contains(entry.Key)).SelectMany(entry => entry))
        {
            examination.Found(
                Invariant.OneEffect,
                "adjustment_of_entry",
                stray,
                $"{stray.Points} points move for adjustment '{stray.Reference}', which is not there.");
        }
    }

    private static void CheckMoved(StoredAdjustment adjustment, StoredEntry entry, Examination examination)
    {
        var signed = entry.From == AccountNames.Available ? -entry.Points : entry.Points;
        examination.Same(
            Invariant.OneEffect, "adjustment_points", entry, ("Points, signed", adjustment.Points, signed));
        examination.Same(
            Invariant.OneEffect,
            "adjustment_balance",
            adjustment,
            ("Balance", entry.AvailableAfter, adjustment.Balance ?? -1));
        if (adjustment.DecidedAt is { } decidedAt && decidedAt != entry.At)
        {
            examination.Found(
                Invariant.OneEffect, "adjustment_decided", adjustment, $"decided {decidedAt:O}, posted {entry.At:O}.");
        }
    }
}
