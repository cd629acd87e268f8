using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>
/// I14: nothing is dated in the future, per member time never goes back, and days are those of their instants.
/// </summary>
internal static class TimeChecks
{
    public static void Check(StoredEntry entry, Replay before, Examination examination)
    {
        NotInFuture(entry, entry.At, examination);
        if (entry.At < before.LastAt)
        {
            examination.Found(
                Invariant.Time, "time_goes_on", entry, $"At {entry.At:O}, after an entry at {before.LastAt:O}.");
        }

        // What time ended takes effect on its own day, which can't be after the booking.
        var bookedOn = examination.Rules.Of(entry.ProgrammeVersion).DateOf(entry.At);
        if (entry.IsByTime ? entry.BusinessDate > bookedOn : entry.BusinessDate != bookedOn)
        {
            examination.Found(
                Invariant.Time,
                "business_date",
                entry,
                $"Booked on {bookedOn:yyyy-MM-dd}, it counts for {entry.BusinessDate:yyyy-MM-dd}.");
        }
    }

    public static void Check(MemberRows member, Replay replay, Examination examination)
    {
        if (member.Account is { } account && account.LastEntryAt != replay.LastAt)
        {
            examination.Found(
                Invariant.Time,
                "last_entry_at",
                account,
                $"Newest entry: {replay.LastAt:O} expected, {account.LastEntryAt:O} found.");
        }

        foreach (var (row, at) in Dated(member))
        {
            NotInFuture(row, at, examination);
        }
    }

    private static IEnumerable<(IStored Row, DateTimeOffset? At)> Dated(MemberRows member) =>
    [
        (member, member.Member?.CreatedAt),
        .. member.Redemptions.Select(redemption => ((IStored)redemption, (DateTimeOffset?)redemption.HeldAt)),
        .. member.Redemptions.Select(redemption => (redemption, redemption.CapturedAt)),
        .. member.Refunds.Select(refund => (refund, (DateTimeOffset?)refund.At)),
        .. member.Invitations.Select(invitation => (invitation, (DateTimeOffset?)invitation.RegisteredAt)),
        .. member.Adjustments.Select(adjustment => (adjustment, (DateTimeOffset?)adjustment.RequestedAt)),
        .. member.Adjustments.Select(adjustment => (adjustment, adjustment.DecidedAt)),
    ];

    private static void NotInFuture(IStored row, DateTimeOffset? at, Examination examination)
    {
        if (at > examination.Latest)
        {
            examination.Found(Invariant.Time, "not_in_future", row, $"Dated {at:O}, and it is {examination.Now:O}.");
        }
    }
}
