using Rewards.Api.Ledger.Reading;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Measuring;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Ledger;
using Rewards.Domain.Redeeming;

namespace Rewards.Api.Merchants;

/// <summary>A merchant's own redemption, which something is to be done with.</summary>
public sealed record RedemptionTarget(string RedemptionId, string MerchantId);

/// <summary>A command on one redemption of the caller's. Anybody else's is not found.</summary>
public abstract class RedemptionCommand(RedemptionTarget target, KeyedRequest request) : KeyedCommand(request)
{
    protected internal sealed override string Subject => target.RedemptionId;

    protected internal sealed override string Actor => LedgerAccount.Merchant(target.MerchantId);

    protected sealed override void NameOwn(Group group, Wanted wanted)
    {
        wanted.Row<RedemptionIndexRow>(target.RedemptionId);
        if (FindOwn(group) is { } own)
        {
            wanted.Account(own.MemberId);
            wanted.Row<RedemptionRow>(own.MemberId, own.Key);
        }
    }

    protected sealed override bool IsFound(Group group) => FindOwn(group) is not null;

    protected sealed override (StoredAnswer Answer, Changes Changes) DecideFirst(Group group, Moment moment)
    {
        var index = FindOwn(group)!;
        var row = group.Find<RedemptionRow>(index.MemberId, index.Key)
            ?? throw new LedgerException($"Redemption {index.Key} is indexed but not there.");
        if (row.OrderId is { } orderId)
        {
            return RefuseRedemption(OfOrder(orderId));
        }

        var account = group.FindAccount(index.MemberId)
            ?? throw new LedgerException($"Member {index.MemberId} has no account.");
        var outcome = Decide(row.ToRedemption(), account, moment);
        if (outcome.Refusal is { } refusal)
        {
            return RefuseRedemption(refusal);
        }

        var (answer, change, added) = outcome.Value;
        return (answer, new Changes
        {
            Ledgers = [change.Ledger],
            Changed = [row.With(change.Redemption)],
            Added = added,
            Outcome = RedemptionOutcome.Of(row.Status, change.Redemption.Status),
        });
    }

    protected abstract Outcome<RedemptionVerdict> Decide(Redemption redemption, Account account, Moment moment);

    private static Refusal OfOrder(string orderId) => new(
        "redemption_of_order",
        "It pays for a member's order, and changes with that alone.",
        "该笔抵扣属于会员订单，只能随订单变更。")
    {
        Facts = new Dictionary<string, object> { ["order_id"] = orderId },
    };

    private RedemptionIndexRow? FindOwn(Group group) =>
        group.Find<RedemptionIndexRow>(target.RedemptionId) is { } index && index.MerchantId == target.MerchantId
            ? index
            : null;
}

/// <summary>What became of a redemption.</summary>
/// <param name="Answer">What the merchant hears.</param>
/// <param name="Change">The redemption and its account.</param>
/// <param name="Added">Rows that come with it.</param>
public sealed record RedemptionVerdict(StoredAnswer Answer, RedemptionChange Change, IReadOnlyList<object> Added)
{
    internal static RedemptionVerdict Of(RedemptionChange change) => new(
        StoredAnswer.Ok(RedemptionResponse.From(change.Redemption, [], change.Ledger.Moment.Now)), change, []);
}
