using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Ledger.Reading;

/// <summary>One giving back, in points and cash.</summary>
/// <param name="Id" example="rfd_01m6a6ft00e5q8d2vk5m3t7b9c">The refund's id.</param>
/// <param name="RedemptionId" example="rdm_01m6a6ft00e5q8d2vk5m3t7b9c">What was refunded.</param>
/// <param name="AmountFen" example="4400">Of the gross, in fen.</param>
/// <param name="Points" example="250">Points given back to the member.</param>
/// <param name="CashFen" example="1900">What the merchant pays back in money, in fen.</param>
/// <param name="At">When (UTC).</param>
public sealed record RefundResponse(
    string Id, string RedemptionId, long AmountFen, long Points, long CashFen, DateTimeOffset At)
{
    internal static RefundResponse From(RefundRow row) =>
        new(row.Id, row.RedemptionId, row.AmountFen, row.Points, row.CashFen, row.At);
}
