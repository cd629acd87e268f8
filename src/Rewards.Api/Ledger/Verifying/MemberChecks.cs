using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>
/// Everything that is checked about one member. A new invariant is a file of its own and a line here: in the first list
/// if it needs the state before an entry, in the second for each redemption with its entries, else in the third.
/// </summary>
internal static class MemberChecks
{
    private static readonly Action<StoredEntry, Replay, Examination>[] OfEachEntry =
    [
        EntryChecks.Check,
        SequenceChecks.Check,
        TimeChecks.Check,
        ExpiryChecks.Check,
        GraceChecks.Check,
    ];

    private static readonly Action<RedemptionStory, Examination>[] OfEachRedemption =
    [
        RedemptionChecks.Check,
        RedemptionTimeChecks.Check,
        PurchaseChecks.Check,
        RefundChecks.Check,
    ];

    private static readonly Action<MemberRows, Replay, Examination>[] OfTheWhole =
    [
        SequenceChecks.Check,
        TimeChecks.Check,
        AccountChecks.Check,
        LotChecks.Check,
        SignupChecks.Check,
        CheckInChecks.Check,
        InvitationChecks.Check,
        AdjustmentChecks.Check,
        ApprovalChecks.Check,
        HoldChecks.Check,
        (member, _, examination) => OrderChecks.Check(member, examination),
    ];

    public static void Check(MemberRows member, Examination examination)
    {
        var replay = Walk(member, examination);
        foreach (var redemption in member.Redemptions)
        {
            var story = RedemptionStory.Of(redemption, member);
            Array.ForEach(OfEachRedemption, check => check(story, examination));
        }

        Array.ForEach(OfTheWhole, check => check(member, replay, examination));
        examination.Totals.Add(member, replay);
    }

    private static Replay Walk(MemberRows member, Examination examination)
    {
        var replay = new Replay(member);
        foreach (var entry in member.Entries)
        {
            foreach (var check in OfEachEntry)
            {
                check(entry, replay, examination);
            }

            replay.Apply(entry);
            LotChecks.CheckParts(entry, replay, examination);
        }

        return replay;
    }
}
