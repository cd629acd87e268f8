using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>I7: the price of a purchase divides into points and cash to the fen, and no limit is passed.</summary>
internal static class PurchaseChecks
{
    public static void Check(RedemptionStory story, Examination examination)
    {
        var redemption = story.Redemption;
        CheckParts(redemption, examination);
        CheckRules(story, examination);
        CheckItems(redemption, examination);
        if (redemption.Limits is null)
        {
            examination.Found(
                Invariant.Price,
                "damaged_limits",
                redemption,
                $"The limits on {redemption.GrossFen} fen can't be read.");
        }
        else
        {
            CheckLimits(redemption, redemption.Limits, story.Taking?.Points ?? 0, examination);
            CheckBalance(redemption, redemption.Limits, story.Taking, examination);
            CapChecks.Check(redemption, redemption.Limits, examination);
        }
    }

    private static void CheckParts(StoredRedemption redemption, Examination examination)
    {
        var discount = (Int128)redemption.Points * redemption.FenPerPoint;
        if (discount + redemption.CashFen != redemption.GrossFen || redemption.Points < 0 || redemption.CashFen < 0)
        {
            examination.Found(
                Invariant.Price,
                "parts_of_gross",
                redemption,
                $"{redemption.Points} points × {redemption.FenPerPoint} fen + {redemption.CashFen} fen: {redemption.GrossFen} fen expected, and none negative.");
        }
    }

    /// <summary>
    /// The rules are those that were in force when the points were taken, also for what happens later.
    /// </summary>
    private static void CheckRules(RedemptionStory story, Examination examination)
    {
        var redemption = story.Redemption;
        var inForce = story.Taking?.ProgrammeVersion ?? redemption.ProgrammeVersion;
        if (inForce != redemption.ProgrammeVersion || !examination.Rules.Knows(inForce))
        {
            examination.Found(
                Invariant.Price,
                "programme_of_redemption",
                redemption,
                $"Programme version {inForce} and a published one expected, {redemption.ProgrammeVersion} found.");
        }

        var rules = examination.Rules.Of(redemption.ProgrammeVersion);
        examination.Same(
            Invariant.Price, "fen_per_point", redemption, ("Fen per point", rules.FenPerPoint, redemption.FenPerPoint));
    }

    private static void CheckItems(StoredRedemption redemption, Examination examination)
    {
        if (redemption.Items is not { } items)
        {
            examination.Found(
                Invariant.Price, "damaged_items", redemption, $"The items of {redemption.GrossFen} fen can't be read.");
            return;
        }

        var total = items.Aggregate(Int128.Zero, (sum, item) => sum + ((Int128)item.Quantity * item.UnitPriceFen));
        var isSound = items.Count is >= 1 and <= 100 && items.All(item => item.Quantity >= 1 && item.UnitPriceFen >= 1);
        if (total != redemption.GrossFen || !isSound)
        {
            examination.Found(
                Invariant.Price,
                "gross_of_items",
                redemption,
                $"{items.Count} items cost {total} fen: 1 to 100 of {redemption.GrossFen} fen expected, prices and quantities from 1.");
        }
    }

    /// <summary>Also what was held and only partly captured was within the limits.</summary>
    private static void CheckLimits(
        StoredRedemption redemption, IReadOnlyList<StoredLimit> limits, long pointsTaken, Examination examination)
    {
        var discount = (Int128)Math.Max(redemption.Points, pointsTaken) * redemption.FenPerPoint;
        foreach (var limit in limits.Where(limit => discount > limit.LimitFen))
        {
            examination.Found(
                Invariant.Price,
                "within_limits",
                redemption,
                $"The discount of {discount} fen passes the limit '{limit.Rule}' of {limit.LimitFen} fen.");
        }

        // Of an order every ticket takes whole points.
        var point = Math.Max(1, redemption.FenPerPoint);
        var total = redemption.OrderId is null || redemption.Items is not { } items
            ? redemption.GrossFen
            : items.Sum(item => item.Quantity * (item.UnitPriceFen / point * point));
        if (!limits.Any(limit => limit.Rule == "total" && limit.LimitFen == total))
        {
            examination.Found(
                Invariant.Price,
                "total_limit",
                redemption,
                $"A limit 'total' of {total} fen expected, none found.");
        }
    }

    /// <summary>What the member had when the points were taken can be read from the entry that took them.</summary>
    private static void CheckBalance(
        StoredRedemption redemption, IReadOnlyList<StoredLimit> limits, StoredEntry? taking, Examination examination)
    {
        var stated = limits.FirstOrDefault(limit => limit.Rule == "balance");
        var spendable = (Int128?)(taking?.AvailableAfter + taking?.Points) * redemption.FenPerPoint;
        if (stated is null || (spendable is not null && spendable != stated.LimitFen))
        {
            examination.Found(
                Invariant.Price,
                "balance_limit",
                redemption,
                $"A limit 'balance' of {spendable} fen expected, {stated?.LimitFen} fen found.");
        }
    }
}
