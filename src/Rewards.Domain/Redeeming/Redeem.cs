using Rewards.Domain.Ledger;

namespace Rewards.Domain.Redeeming;

/// <summary>A merchant's wish to redeem a member's points for a purchase.</summary>
/// <param name="RedemptionId">Given by the service.</param>
/// <param name="MerchantId">Who sells.</param>
/// <param name="OrderNo">The merchant's own number of the purchase.</param>
/// <param name="Wanted">What is bought, and with how many points.</param>
public sealed record RedeemRequest(string RedemptionId, string MerchantId, string OrderNo, QuoteRequest Wanted)
{
    /// <summary>Spend at once, without a hold: one entry instead of two.</summary>
    public bool Capture { get; init; }

    public PointOfSale PointOfSale { get; init; } = PointOfSale.Unstated;

    /// <summary>When the hold ends (UTC); null: as soon as the programme lets it.</summary>
    public DateTimeOffset? HoldUntil { get; init; }

    /// <summary>The member's order that it pays for; null: a till's purchase.</summary>
    public string? OrderId { get; init; }

    /// <summary>Limits beside those of the merchant's category: a budget's, an order's.</summary>
    public IReadOnlyList<Ceiling> Ceilings { get; init; } = [];

    /// <summary>What it takes from shared counters; a hold carries it, so that its end gives it back.</summary>
    public IReadOnlyList<CounterShare> Shares { get; init; } = [];
}

/// <summary>A redemption and what it did to the member's account.</summary>
public sealed record RedemptionChange(Redemption Redemption, LedgerChange Ledger);

/// <summary>Starts a redemption: points are set aside, or spent at once.</summary>
public static class Redeem
{
    /// <returns>Refuses <c>insufficient_points</c> or <c>cap_exceeded</c>, exactly as the quote would.</returns>
    public static Outcome<RedemptionChange> Decide(RedeemRequest request, Account account, Moment moment)
    {
        var change = LedgerChange.Open(account, moment);
        var quoted = Quote.Decide(
            request.Wanted,
            change.Account.Available,
            moment.Programme.Rate,
            [.. moment.Programme.CeilingsOn(request.Wanted), .. request.Ceilings]);
        if (quoted.Refusal is { } refusal)
        {
            return refusal;
        }

        var quote = quoted.Value;
        var lots = change.Account.Lots.Pick(quote.Points);
        var redemption = Started(request, quote, change);
        return request.Capture
            ? new RedemptionChange(
                Capture.Completed(redemption, lots, change.Moment.Now), Spend(change, redemption, lots))
            : new RedemptionChange(redemption, SetAside(change, redemption, lots, request.Shares));
    }

    private static Redemption Started(RedeemRequest request, Quote quote, LedgerChange change) => new()
    {
        Id = request.RedemptionId,
        MemberId = change.Account.MemberId,
        MerchantId = request.MerchantId,
        OrderNo = request.OrderNo,
        Status = RedemptionStatus.Held,
        Purchase = quote.Purchase,
        PointOfSale = request.PointOfSale,
        OrderId = request.OrderId,
        Points = quote.Points,
        Rate = quote.Rate,
        Limits = quote.Limits,
        ProgrammeVersion = change.Moment.Programme.Version,
        HeldAt = change.Moment.Now,
        HoldExpiresAt = request.Capture ? null : request.HoldUntil ?? change.Moment.Now + change.Moment.Programme.HoldFor,
    };

    private static LedgerChange Spend(LedgerChange change, Redemption redemption, IReadOnlyList<LotPoints> lots) =>
        lots.Count == 0
            ? change
            : change.Post(new Movement(
                EntryKind.Capture,
                LedgerAccount.Available,
                LedgerAccount.Merchant(redemption.MerchantId),
                [.. lots.Select(Slice.OutOf)])
            {
                Reference = redemption.Id,
            });

    private static LedgerChange SetAside(
        LedgerChange change,
        Redemption redemption,
        IReadOnlyList<LotPoints> lots,
        IReadOnlyList<CounterShare> shares) =>
        lots.Count == 0
            ? change
            : change.Post(new Movement(
                EntryKind.Hold,
                LedgerAccount.Available,
                LedgerAccount.Held,
                [.. lots.Select(Slice.Within)])
            {
                Reference = redemption.Id,
                HoldExpiresAt = redemption.HoldExpiresAt!.Value,
                Shares = shares,
            });
}
