namespace Rewards.Domain.Redeeming;

/// <summary>
/// Where and by whom a purchase was rung up, in the merchant's own words: for its books only, no rule reads it.
/// </summary>
public sealed record PointOfSale
{
    public static PointOfSale Unstated { get; } = new();

    public string? Store { get; init; }

    public string? Terminal { get; init; }

    public string? Cashier { get; init; }

    /// <summary>What else the merchant wants to find beside the purchase. Empty: nothing.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
