using Rewards.Api.Ledger.Reading;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Measuring;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Ledger;
using Rewards.Domain.Redeeming;

namespace Rewards.Api.Merchants.Redeeming;

/// <summary>A merchant's request to redeem, read and checked for form.</summary>
/// <param name="MerchantId">Who sells.</param>
/// <param name="OrderNo">The merchant's own number of the purchase.</param>
/// <param name="Member">Who buys.</param>
/// <param name="Wanted">What is bought, and with how many points.</param>
public sealed record RedemptionOrder(
    string MerchantId, string OrderNo, NamedMember Member, QuoteRequest Wanted)
{
    public bool Capture { get; init; }

    public PointOfSale PointOfSale { get; init; } = PointOfSale.Unstated;

    public string OrderKey => OrderNumberRow.KeyOf(MerchantId, OrderNo);
}

/// <summary>Starts a redemption. Order number and member code are used up by its success only.</summary>
public sealed class RedeemPoints(RedemptionOrder order, KeyedRequest request) : KeyedCommand(request)
{
    protected internal override string Subject =>
        order.Member.MemberId ?? order.Member.Typed ?? order.OrderKey;

    protected internal override string Actor => LedgerAccount.Merchant(order.MerchantId);

    protected override void NameOwn(Group group, Wanted wanted)
    {
        wanted.Row<OrderNumberRow>(order.OrderKey);
        if (order.Member.Typed is { } typed)
        {
            wanted.Row<TypedCodeRow>(typed);
        }

        var member = MemberIn(group);
        if (member.Code is { } code)
        {
            wanted.Row<UsedCodeRow>(code.Nonce);
        }

        if (member.MemberId is { } memberId)
        {
            wanted.Account(memberId);
        }
    }

    protected override bool IsFound(Group group) =>
        MemberIn(group).MemberId is not { } memberId || group.FindAccount(memberId) is not null;

    protected override (StoredAnswer Answer, Changes Changes) DecideFirst(Group group, Moment moment)
    {
        var member = MemberIn(group);
        if (RefuseOrder(member, group, moment.Now) is { } refusal)
        {
            return Refuse(refusal, member, moment.Now);
        }

        var account = group.FindAccount(member.MemberId!)!;
        var heldAt = moment.On(account).Now;

        // The id says when the points were taken: a merchant's period is a range of ids.
        var wish = new RedeemRequest(
            TypeId.New(TypeId.Redemption, heldAt), order.MerchantId, order.OrderNo, order.Wanted)
        {
            Capture = order.Capture,
            PointOfSale = order.PointOfSale,
        };
        var outcome = Redeem.Decide(wish, account, moment);
        if (outcome.Refusal is { } refused)
        {
            return Refuse(refused, member, moment.Now);
        }

        var redemption = outcome.Value.Redemption;
        return (
            StoredAnswer.Created(
                RedemptionResponse.From(redemption, [], heldAt), "/v1/redemptions/" + redemption.Id),
            new Changes
            {
                Ledgers = [outcome.Value.Ledger],
                Added = [RedemptionRow.From(redemption), .. NewRows(redemption, member.Code, moment.Now)],
                Outcome = RedemptionOutcome.Of(null, redemption.Status),
            });
    }

    /// <summary>Whose digits were typed is known after a round of reads; the others name themselves.</summary>
    private NamedMember MemberIn(Group group) => order.Member.Typed is { } typed
        ? order.Member.By(group.Find<TypedCodeRow>(typed))
        : order.Member;

    /// <summary>With a genuine code the member's page is told why; who is named by id looks at no page.</summary>
    private (StoredAnswer Answer, Changes Changes) Refuse(
        Refusal refusal, NamedMember member, DateTimeOffset now)
    {
        var (answer, changes) = RefuseRedemption(refusal);
        return member.Code is not { } code
            ? (answer, changes)
            : (answer, changes with
            {
                Added =
                [
                    new RefusedCodeRow
                    {
                        MemberId = code.MemberId,
                        Id = TypeId.New(TypeId.RefusedCode, now),
                        Nonce = code.Nonce,
                        Code = refusal.Code,
                        MerchantId = order.MerchantId,
                        At = now,
                    },
                ],
            });
    }

    private Refusal? RefuseOrder(NamedMember member, Group group, DateTimeOffset now)
    {
        if (group.Find<OrderNumberRow>(order.OrderKey) is { } used)
        {
            return new Refusal("duplicate_order", "An order number is used once, also after a release or refund.")
            {
                Facts = new Dictionary<string, object> { ["redemption_id"] = used.RedemptionId },
            };
        }

        var isUsed = member.Code is { } code && group.Find<UsedCodeRow>(code.Nonce) is not null;
        return member.RefuseCode(isUsed, now);
    }

    private IEnumerable<object> NewRows(Redemption redemption, MemberCode? code, DateTimeOffset now)
    {
        yield return new OrderNumberRow
        {
            Key = order.OrderKey,
            MemberId = redemption.MemberId,
            RedemptionId = redemption.Id,
        };
        yield return new RedemptionIndexRow
        {
            Key = redemption.Id,
            MemberId = redemption.MemberId,
            MerchantId = redemption.MerchantId,
        };
        if (code is not null)
        {
            yield return new UsedCodeRow { Key = code.Nonce, UsedAt = now };
        }
    }
}
