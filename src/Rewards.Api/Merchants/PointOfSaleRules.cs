using System.ComponentModel.DataAnnotations;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Merchants;

/// <summary>The one rule for what a merchant calls its shops, terminals and people.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class PlaceAttribute : TextAttribute
{
    public const int Longest = 64;

    public PlaceAttribute()
        : base(Longest)
    {
    }
}

/// <summary>Where purchases were rung up.</summary>
internal static class Places
{
    /// <summary>Only what was rung up there; null: anywhere.</summary>
    public static IQueryable<RedemptionRow> RungUpAt(
        IQueryable<RedemptionRow> rows, (string? Store, string? Terminal, string? Cashier) place)
    {
        var (store, terminal, cashier) = place;
        return rows.Where(row => (store == null || row.Store == store)
            && (terminal == null || row.Terminal == terminal)
            && (cashier == null || row.Cashier == cashier));
    }
}

/// <summary>The one rule for a purchase's metadata: few and short, since every purchase carries its own.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MetadataAttribute : ValidationAttribute
{
    private const int MostPairs = 10;
    private const int LongestName = 40;
    private const int LongestValue = 200;

    public MetadataAttribute()
        : base("must have at most 10 pairs of texts, names of 1 to 40 and values of at most 200 characters")
    {
    }

    public override bool IsValid(object? value) =>
        value is not IReadOnlyDictionary<string, string> pairs
        || (pairs.Count <= MostPairs && pairs.All(pair => IsPair(pair.Key, pair.Value)));

    /// <summary>The type can't say that values are there: JSON's null comes through.</summary>
    private static bool IsPair(string name, string? value) =>
        name.Length is >= 1 and <= LongestName && value is { Length: <= LongestValue };
}
