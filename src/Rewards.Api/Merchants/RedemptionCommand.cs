using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Ledger;
using Rewards.Domain.Programmes;
using Rewards.Domain.Redeeming;

namespace Rewards.Api.Merchants;

/// <summary>A merchant's own redemption, which something is to be done with.</summary>
public sealed record RedemptionTarget(string RedemptionId, string MerchantId, Programme Programme);

/// <summary>A command on one redemption of the caller's. Anybody else's is not found.</summary>
public abstract class RedemptionCommand(RedemptionTarget target, KeyedRequest request) : KeyedCommand(request)
{
    protected internal sealed override string Subject => target.RedemptionId;

    protected sealed override void NameOwnKeys(Wanted wanted) => wanted.Row<RedemptionIndexRow>(target.RedemptionId);

    protected internal sealed override void NameMembers(Group group, Wanted wanted)
    {
        if (FindOwn(group) is { } own)
        {
            wanted.Redemption(own.MemberId, own.Key);
        }
    }

    protected sealed override bool IsFound(Group group) => FindOwn(group) is not null;

    protected sealed override (StoredAnswer Answer, Changes Changes) DecideFirst(Group group, DateTimeOffset now)
    {
        var redemption = group.FindRedemption(target.RedemptionId)
            ?? throw new LedgerException($"Redemption {target.RedemptionId} is indexed but not there.");
        var account = group.FindAccount(redemption.MemberId)
            ?? throw new LedgerException($"Member {redemption.MemberId} has no account.");
        var moment = new Moment(now, target.Programme, LedgerAccount.Merchant(target.MerchantId));
        return Decide(redemption, account, moment);
    }

    protected abstract (StoredAnswer Answer, Changes Changes) Decide(
        Redemption redemption, Account account, Moment moment);

    private RedemptionIndexRow? FindOwn(Group group) =>
        group.Find<RedemptionIndexRow>(target.RedemptionId) is { } index && index.MerchantId == target.MerchantId
            ? index
            : null;
}
