using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Paying;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ledger;
using Rewards.Domain.Paying;

namespace Rewards.Api.Culture.Paying;

/// <param name="Url" example="https://checkout.stripe.com/c/pay/cs_live_a1">Where the member pays.</param>
/// <param name="PayUntil">Up to when (UTC, exclusive).</param>
public sealed record PaymentResponse(string Url, DateTimeOffset PayUntil);

/// <summary>
/// Writes an attempt down before the provider is asked. Answers only where there is nothing to ask: a refusal, or the page
/// of the attempt that is open.
/// </summary>
internal sealed class BeginPayment(PayingRows rows, PaymentPage page, KeyedRequest request) : KeyedCommand(request)
{
    /// <summary>What the provider is to be asked; null: it was answered.</summary>
    public PaymentAttemptRow? Begun { get; private set; }

    protected internal override string Subject => rows.MemberId;

    protected internal override string Actor => Moment.Member;

    protected override void NameOwn(Group group, Wanted names) => rows.Name(group, names);

    protected override bool IsFound(Group group) => rows.Find(group) is not null;

    protected override (StoredAnswer Answer, Changes Changes) DecideFirst(Group group, Moment moment)
    {
        var change = LedgerChange.Open(rows.Account(group), moment);
        var (order, now) = (rows.Find(group)!.ToOrder(), change.Moment.Now);
        var attempts = rows.Attempts(group);
        var outcome = StartPayment.Decide(
            order, [.. attempts.Select(row => row.ToAttempt())], TypeId.New(TypeId.PaymentAttempt, now), now);
        if (outcome.Refusal is { } refusal)
        {
            return Refuse(refusal);
        }

        var attempt = outcome.Value;
        if (attempt.Url is { } url)
        {
            return (StoredAnswer.Ok(new PaymentResponse(url, order.PayUntil!.Value)), Changes.None);
        }

        var known = attempts.FirstOrDefault(row => row.Id == attempt.Id);
        Begun = known ?? PaymentAttemptRow.From(attempt, page, rows.Find(group)!);
        return (StoredAnswer.ToFollow, known is not null ? Changes.None : new Changes { Ledgers = [change], Added = [Begun] });
    }
}
