using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>
/// I9, spending side: nothing leaves a dead lot but as breakage, no lot dies early, and what is dead is booked first.
/// </summary>
internal static class ExpiryChecks
{
    public static void Check(StoredEntry entry, Replay before, Examination examination)
    {
        if (entry.Kind == EntryKinds.Expired)
        {
            CheckExpired(entry, examination);
        }
        else if (!entry.IsByTime)
        {
            CheckSpent(entry, examination);
            CheckNoDeadLot(entry, before, examination);
            CheckNoHoldIsOver(entry, before, examination);
        }
    }

    /// <summary>
    /// Points that a hold had set aside before stay usable for it: only what is taken from available counts.
    /// </summary>
    private static void CheckSpent(StoredEntry entry, Examination examination)
    {
        foreach (var slice in entry.From == AccountNames.Available ? entry.Slices ?? [] : [])
        {
            if (slice.From is { } lot && lot.ExpiresOn < entry.BusinessDate)
            {
                examination.Found(
                    Invariant.Expiry,
                    "taken_from_dead_lot",
                    entry,
                    $"{slice.Points} points of lot {lot} are taken on {entry.BusinessDate:yyyy-MM-dd}, after its last day.");
            }
        }
    }

    private static void CheckNoDeadLot(StoredEntry entry, Replay before, Examination examination)
    {
        foreach (var (lot, flow) in before.Lots)
        {
            if (lot.ExpiresOn < entry.BusinessDate && flow[Side.Available] > 0)
            {
                examination.Found(
                    Invariant.Expiry,
                    "overdue_booked_first",
                    entry,
                    $"On {entry.BusinessDate:yyyy-MM-dd} lot {lot} is dead; its {flow[Side.Available]} points still count as available.");
            }
        }
    }

    private static void CheckNoHoldIsOver(StoredEntry entry, Replay before, Examination examination)
    {
        foreach (var redemptionId in before.Holds.Keys)
        {
            if (before.Member.FindRedemption(redemptionId) is { } redemption && entry.At >= redemption.HoldExpiresAt)
            {
                examination.Found(
                    Invariant.Expiry,
                    "overdue_booked_first",
                    entry,
                    $"At {entry.At:O} the hold of {redemptionId} is over since {redemption.HoldExpiresAt:O}, but its points are still held.");
            }
        }
    }

    private static void CheckExpired(StoredEntry entry, Examination examination)
    {
        var bookedOn = examination.Rules.Of(entry.ProgrammeVersion).DateOf(entry.At);
        foreach (var slice in entry.Slices ?? [])
        {
            if (slice.From is { } lot && (lot.ExpiresOn.AddDays(1) != entry.BusinessDate || bookedOn <= lot.ExpiresOn))
            {
                examination.Found(
                    Invariant.Expiry,
                    "expired_on_its_day",
                    entry,
                    $"{slice.Points} points of lot {lot} expire as of {entry.BusinessDate:yyyy-MM-dd}, booked on {bookedOn:yyyy-MM-dd}.");
            }
        }
    }
}
