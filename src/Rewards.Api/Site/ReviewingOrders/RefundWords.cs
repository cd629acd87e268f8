using Rewards.Api.Platform;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Paying;

namespace Rewards.Api.Site.ReviewingOrders;

/// <summary>Where money is that goes back: on its way, back, or with people who look after it.</summary>
internal static class RefundWords
{
    /// <summary>A sentence for each state, with the sum; before it why, where the member did not ask for it.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<CashRefundRow> refunds, Text text) =>
        WhyOf(refunds, text).Concat(refunds
            .GroupBy(refund => refund.State)
            .OrderBy(group => group.Key)
            .Select(group => text["refund." + WireName.Of(group.Key), Text.Yuan(group.Sum(refund => refund.AmountFen))]));

    private static IEnumerable<string> WhyOf(IReadOnlyList<CashRefundRow> refunds, Text text) => refunds
        .Select(refund => refund.Cause)
        .Where(cause => cause is RefundCause.Late or RefundCause.Duplicate)
        .Distinct()
        .Select(cause => text["refund.why_" + WireName.Of(cause)]);
}
