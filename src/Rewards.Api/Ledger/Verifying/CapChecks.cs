using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>
/// I7: the caps that a redemption states are those of the programme's document. They must be one category's; a merchant
/// may have another category by now, so the verifier does not ask for its present one.
/// </summary>
internal static class CapChecks
{
    private const string PerPurchase = "per_purchase";
    private const string CashFloorPerUnit = "cash_floor_per_unit";
    private const string ShareOfTotal = "share_of_total";

    /// <summary>No cap of the programme: an order's, so that its cash can be paid.</summary>
    private const string CashMinimum = "cash_minimum";

    /// <summary>A cap that is not here would pass unchecked: it is a finding, and a test asks for all there are.</summary>
    internal static readonly IReadOnlyList<string> Known = [PerPurchase, CashFloorPerUnit, ShareOfTotal];

    public static void Check(StoredRedemption redemption, IReadOnlyList<StoredLimit> limits, Examination examination)
    {
        if (redemption.Items is not { } items)
        {
            return;
        }

        var stated = limits
            .Where(limit => limit.Rule is not ("total" or "balance" or "requested" or CashMinimum))
            .Select(limit => (limit.Rule, Fen: (Int128)limit.LimitFen))
            .Order()
            .ToList();
        var rules = examination.Rules.Of(redemption.ProgrammeVersion);
        var unknown = rules.Categories.SelectMany(caps => caps).FirstOrDefault(cap => !Known.Contains(cap.Rule));
        if (unknown is not null)
        {
            examination.Found(
                Invariant.Price, "cap_known", redemption, $"nothing here knows how to check the cap '{unknown.Rule}'.");
            return;
        }

        var whole = redemption.OrderId is null ? 1 : Math.Max(1, redemption.FenPerPoint);
        var possible = rules.Categories.Select(caps => caps.Select(cap => (cap.Rule, LimitOf(cap, items, whole))).Order());
        if (!possible.Any(caps => caps.SequenceEqual(stated)))
        {
            examination.Found(
                Invariant.Price,
                "caps_of_programme",
                redemption,
                $"No category of version {redemption.ProgrammeVersion} has on {redemption.GrossFen} fen the caps {string.Join(", ", stated)}.");
        }
    }

    /// <summary>Fen, rounded down.</summary>
    /// <param name="cap">Which.</param>
    /// <param name="items">What was bought.</param>
    /// <param name="whole">Of an order every unit takes a multiple of so many fen.</param>
    private static Int128 LimitOf(CapRule cap, IReadOnlyList<StoredLine> items, long whole) => cap.Rule switch
    {
        CashFloorPerUnit => Sum(items.Select(
            item => (Int128)item.Quantity * (Math.Max(0, item.UnitPriceFen - cap.Number) / whole * whole))),
        ShareOfTotal => Sum(items.Select(item => (Int128)item.Quantity * item.UnitPriceFen)) * cap.Number / 100,
        _ => cap.Number,
    };

    private static Int128 Sum(IEnumerable<Int128> fen) => fen.Aggregate(Int128.Zero, (sum, one) => sum + one);
}
