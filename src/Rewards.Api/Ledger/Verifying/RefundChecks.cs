using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>
/// I8: refund rows, refund entries and what the redemption says was refunded agree, and never exceed the capture.
/// </summary>
internal static class RefundChecks
{
    public static void Check(RedemptionStory story, Examination examination)
    {
        CheckRows(story.Redemption, story.Refunds, examination);
        CheckEntries(story, examination);
        CheckSpent(story.Redemption, story, examination);
    }

    private static void CheckRows(
        StoredRedemption redemption, IReadOnlyList<StoredRefund> refunds, Examination examination)
    {
        Same("refunded_fen", "Fen refunded", refunds.Sum(refund => refund.AmountFen), redemption.RefundedFen);
        Same("refunded_points", "Points refunded", refunds.Sum(refund => refund.Points), redemption.RefundedPoints);
        foreach (var refund in refunds)
        {
            var amount = ((Int128)refund.Points * redemption.FenPerPoint) + refund.CashFen;
            if (refund.MerchantId != redemption.MerchantId)
            {
                examination.Found(
                    Invariant.Refunds,
                    "merchant_of_refund",
                    refund,
                    $"{redemption.MerchantId} expected, {refund.MerchantId} found.");
            }

            if (amount != refund.AmountFen || refund.Points < 0 || refund.CashFen < 0)
            {
                examination.Found(
                    Invariant.Refunds,
                    "parts_of_refund",
                    refund,
                    $"{refund.Points} points × {redemption.FenPerPoint} fen + {refund.CashFen} fen: {refund.AmountFen} fen expected, and none negative.");
            }
        }

        NotMore("Points refunded", redemption.Points, refunds.Sum(refund => refund.Points));
        NotMore("Cash refunded, in fen", redemption.CashFen, refunds.Sum(refund => refund.CashFen));

        void Same(string check, string what, long expected, long found) =>
            examination.Same(Invariant.Refunds, check, redemption, (what, expected, found));

        void NotMore(string what, long captured, long refunded)
        {
            if (refunded > captured)
            {
                examination.Found(
                    Invariant.Refunds,
                    "refund_within_capture",
                    redemption,
                    $"{what}: {captured} captured, {refunded} refunded.");
            }
        }
    }

    /// <summary>
    /// A refund of cash only moves no points. Entries do not name their refund, so the amounts are compared.
    /// </summary>
    private static void CheckEntries(RedemptionStory story, Examination examination)
    {
        var expected = story.Refunds.Select(refund => refund.Points).Where(points => points != 0).Order().ToList();
        var found = story.RefundEntries.Select(entry => entry.Points).Order().ToList();
        if (!expected.SequenceEqual(found))
        {
            examination.Found(
                Invariant.Refunds,
                "entries_of_refunds",
                story.Redemption,
                $"Refund entries of [{string.Join(", ", expected)}] points expected, [{string.Join(", ", found)}] found.");
        }
    }

    private static void CheckSpent(StoredRedemption redemption, RedemptionStory story, Examination examination)
    {
        if (redemption.Spent is not { } spent)
        {
            examination.Found(
                Invariant.Refunds,
                "damaged_spent",
                redemption,
                $"The lots of {redemption.Points} points can't be read.");
            return;
        }

        foreach (var lot in spent.Where(lot => lot.Points < 1 || lot.Refunded < 0 || lot.Refunded > lot.Points))
        {
            examination.Found(
                Invariant.Refunds,
                "spent_lot",
                redemption,
                $"Of {lot.Points} points from lot {lot.Lot}, {lot.Refunded} are refunded.");
        }

        if (story.HasSlices)
        {
            Same("Points captured", story.Captures, lot => lot.Points);
            Same("Points refunded", story.RefundEntries, lot => lot.Refunded);
        }

        void Same(string what, IReadOnlyList<StoredEntry> entries, Func<StoredSpent, long> points)
        {
            var stated = spent.GroupBy(lot => lot.Lot).ToDictionary(lot => lot.Key, lot => lot.Sum(points));
            examination.SameLots(
                Invariant.Refunds, "spent_lots", redemption, (what, RedemptionStory.From(entries), stated));
        }
    }
}
