using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>I5, I6 and I8: what points at a redemption points at one that is there, and in the right state.</summary>
internal static class HoldChecks
{
    public static void Check(MemberRows member, Replay replay, Examination examination)
    {
        foreach (var entry in member.Entries)
        {
            if (RedemptionStory.IsPartOfOne(entry) && member.FindRedemption(entry.Reference) is null)
            {
                examination.Found(
                    Invariant.OneEffect,
                    "redemption_of_entry",
                    entry,
                    $"{entry.Points} points move for redemption '{entry.Reference}', which is not there.");
            }
        }

        var astray = member.Refunds.Where(refund => member.FindRedemption(refund.RedemptionId)?.IsCaptured != true);
        foreach (var refund in astray)
        {
            examination.Found(
                Invariant.Refunds,
                "refund_of_capture",
                refund,
                $"{refund.AmountFen} fen are refunded of {refund.RedemptionId}, which was not captured.");
        }

        if (member.Account is { Holds: { } holds } account)
        {
            CheckHolds(member, account, holds, examination);
        }
    }

    /// <summary>Held points belong to redemptions that are held, and end when these say.</summary>
    private static void CheckHolds(
        MemberRows member, StoredAccount account, IReadOnlyList<StoredHold> holds, Examination examination)
    {
        foreach (var hold in holds)
        {
            var redemption = member.FindRedemption(hold.Redemption);
            if (redemption?.Status != StoredRedemption.Held || redemption.HoldExpiresAt != hold.ExpiresAt)
            {
                examination.Found(
                    Invariant.OnceOnly,
                    "hold_of_redemption",
                    account,
                    $"{hold.Lots.Values.Sum()} points are held for {hold.Redemption} until {hold.ExpiresAt:O}; that is '{redemption?.Status}' until {redemption?.HoldExpiresAt:O}.");
            }
        }
    }
}
