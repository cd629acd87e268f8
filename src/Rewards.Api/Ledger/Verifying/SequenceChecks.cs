using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>I12: entries are numbered without a gap, and each states the balance that the sum so far gives.</summary>
internal static class SequenceChecks
{
    public static void Check(StoredEntry entry, Replay before, Examination examination)
    {
        examination.Same(
            Invariant.Sequence, "gapless_seq", entry, ("Number of the entry", before.LastSeq + 1, entry.Seq));
        var change = entry.From == AccountNames.Available ? -entry.Points
            : entry.To == AccountNames.Available ? entry.Points
            : 0;
        var running = before[Side.Available] + change;

        // One break is one finding, not one for each entry after it.
        var drift = entry.AvailableAfter - running;
        if (drift != 0 && drift != before.Drift)
        {
            examination.Found(
                Invariant.Sequence,
                "available_after",
                entry,
                $"Available after it: {running} expected as the sum so far, {entry.AvailableAfter} found.");
        }
    }

    public static void Check(MemberRows member, Replay replay, Examination examination)
    {
        if (member.Account is { } account)
        {
            examination.Same(
                Invariant.Sequence, "last_seq", account, ("Newest entry", replay.LastSeq, account.LastSeq));
        }
    }
}
