using Rewards.Domain.Ledger;

namespace Rewards.Domain.Expiring;

/// <summary>Moves points back to a member, under the grace rule.</summary>
internal static class GiveBack
{
    /// <summary>Gives held points back as of now. Grace points whose day is past expire in the same breath.</summary>
    public static LedgerChange Held(
        LedgerChange change, EntryKind kind, string redemptionId, IReadOnlyList<LotPoints> lots) =>
        lots.Count == 0
            ? change
            : BookOverdue.Lots(change.Post(new Movement(
                kind, LedgerAccount.Held, LedgerAccount.Available, Slices(lots, change.Moment.Today, change))
            {
                Reference = redemptionId,
            }));

    /// <summary>Gives the points of a hold that is over back as of the instant at which it ended.</summary>
    public static LedgerChange OverHold(LedgerChange change, Hold hold)
    {
        var endedOn = change.Moment.Programme.Calendar.DateOf(hold.ExpiresAt);
        return change.Post(new Movement(
            EntryKind.HoldExpired, LedgerAccount.Held, LedgerAccount.Available, Slices(hold.Lots, endedOn, change))
        {
            Reference = hold.RedemptionId,
            BusinessDate = endedOn,
            IsByTime = true,
        });
    }

    /// <summary>Gives spent points back as of now.</summary>
    public static LedgerChange Spent(
        LedgerChange change, string merchantId, string redemptionId, IReadOnlyList<LotPoints> lots) =>
        lots.Count == 0
            ? change
            : BookOverdue.Lots(change.Post(new Movement(
                EntryKind.Refund,
                LedgerAccount.Merchant(merchantId),
                LedgerAccount.Available,
                Slices(lots, change.Moment.Today, change))
            {
                Reference = redemptionId,
            }));

    private static IReadOnlyList<Slice> Slices(IReadOnlyList<LotPoints> lots, DateOnly day, LedgerChange change)
    {
        var graceDays = change.Moment.Programme.Expiry.GraceDays;
        return [.. lots.Select(lot =>
            new Slice(lot.Lot, GraceRule.LotToReturnTo(lot.Lot, day, graceDays), lot.Points))];
    }
}
