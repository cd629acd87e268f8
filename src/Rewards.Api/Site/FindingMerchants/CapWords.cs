using Rewards.Api.Platform;
using Rewards.Domain.Programmes;

namespace Rewards.Api.Site.FindingMerchants;

/// <summary>Caps in plain words, made from the programme: what it says is what the till does.</summary>
internal static class CapWords
{
    public static IReadOnlyList<string> Of(Programme programme, Category category, Text text) =>
        programme.Caps.TryGetValue(category, out var caps) ? [.. caps.Select(cap => Of(cap, text))] : [];

    /// <summary>Those of all categories, each with its category's name.</summary>
    public static IEnumerable<string> OfAll(Programme programme, Text text) =>
        from category in programme.Caps.Keys.Order()
        from cap in Of(programme, category, text)
        select text["rules.category", text["category." + WireName.Of(category)], cap];

    public static string Of(Cap cap, Text text) => cap switch
    {
        PerPurchaseCap most => text["cap.per_purchase", Text.YuanInWords(most.Most.Value)],
        CashFloorPerUnitCap floor => text["cap.cash_floor_per_unit", Text.YuanInWords(floor.Floor.Value)],
        ShareOfTotalCap { Percent: 50 } => text["cap.half"],
        ShareOfTotalCap share => text["cap.share_of_total", share.Percent],
        _ => text["cap.other", cap.Rule],
    };
}
