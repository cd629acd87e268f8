using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>Counts what was read.</summary>
internal sealed class Verified
{
    private long redemptions;
    private long refunds;
    private long checkIns;
    private long invitations;
    private long adjustments;

    public long Members { get; private set; }

    public long Entries { get; private set; }

    public VerifiedCounts Counts => new(Members, Entries, redemptions, refunds, checkIns, invitations, adjustments);

    public void Add(MemberRows member)
    {
        Members++;
        Entries += member.Entries.Count;
        redemptions += member.Redemptions.Count;
        refunds += member.Refunds.Count;
        checkIns += member.CheckIns.Count;
        invitations += member.Invitations.Count;
        adjustments += member.Adjustments.Count;
    }
}
