using Rewards.Api.Platform.Http;
using Rewards.Domain.Redeeming;

namespace Rewards.Api.Ledger.Reading;

/// <summary>One purchase paid partly with points.</summary>
/// <param name="Id" example="rdm_01m6a6ft00e5q8d2vk5m3t7b9c">The redemption's id.</param>
/// <param name="OrderNo" example="2026-000017">The merchant's own number of the purchase.</param>
/// <param name="MerchantId" example="mch_01m6a6ft00f9v80z9fwvfeamgy">Who sells.</param>
/// <param name="Status">How far it got. A hold whose time is over is expired, whether or not that was booked.</param>
/// <param name="GrossFen" example="8800">The price before the discount, in fen.</param>
/// <param name="Points" example="500">Points held or captured.</param>
/// <param name="DiscountFen" example="5000">What the points are worth, in fen.</param>
/// <param name="CashFen" example="3800">What is left to pay in money, in fen.</param>
/// <param name="RefundedFen" example="0">
/// How much of the gross was refunded, points' worth and cash together, in fen.
/// </param>
/// <param name="RefundedPoints" example="0">Points given back.</param>
/// <param name="Refunds">The single refunds, oldest first.</param>
/// <param name="Limits">The limits as they were, and which of them decided.</param>
/// <param name="ProgrammeVersion" example="1">The version of the rules that applied.</param>
/// <param name="HeldAt">When the points were taken from what the member had available (UTC).</param>
/// <param name="HoldExpiresAt">From then on (UTC, inclusive) the hold is over; null when captured at once.</param>
/// <param name="CapturedAt">When the points were spent (UTC); null before.</param>
/// <param name="Items">What was bought.</param>
/// <param name="Store" example="Yunlong">Where it was rung up, as sent; null: not said.</param>
/// <param name="Terminal" example="till-2">At which terminal, as sent; null: not said.</param>
/// <param name="Cashier" example="17">By whom, as sent; null: not said.</param>
/// <param name="Metadata">As sent; empty: nothing.</param>
/// <param name="OrderId">The member's order that it pays for, and that alone changes it; null: a till's purchase.</param>
public record RedemptionResponse(
    string Id,
    string OrderNo,
    string MerchantId,
    RedemptionStatus Status,
    long GrossFen,
    long Points,
    long DiscountFen,
    long CashFen,
    long RefundedFen,
    long RefundedPoints,
    IReadOnlyList<RefundResponse> Refunds,
    IReadOnlyList<LimitResponse> Limits,
    int ProgrammeVersion,
    DateTimeOffset HeldAt,
    DateTimeOffset? HoldExpiresAt,
    DateTimeOffset? CapturedAt,
    IReadOnlyList<PurchaseItem> Items,
    string? Store,
    string? Terminal,
    string? Cashier,
    IReadOnlyDictionary<string, string> Metadata,
    string? OrderId)
{
    internal static RedemptionResponse From(
        Redemption redemption, IEnumerable<RefundResponse> refunds, DateTimeOffset now) => new(
        redemption.Id,
        redemption.OrderNo,
        redemption.MerchantId,
        redemption.StatusAt(now),
        redemption.Purchase.Gross.Value,
        redemption.Points.Value,
        redemption.Discount.Value,
        redemption.Cash.Value,
        redemption.RefundedGross.Value,
        redemption.RefundedPoints.Value,
        [.. refunds],
        [.. redemption.Limits.Select(LimitResponse.From)],
        redemption.ProgrammeVersion,
        redemption.HeldAt,
        redemption.HoldExpiresAt,
        redemption.CapturedAt,
        [.. redemption.Purchase.Lines.Select(PurchaseItem.From)],
        redemption.PointOfSale.Store,
        redemption.PointOfSale.Terminal,
        redemption.PointOfSale.Cashier,
        redemption.PointOfSale.Metadata,
        redemption.OrderId);
}
