using System.ComponentModel.DataAnnotations;
using Rewards.Domain.Redeeming;

namespace Rewards.Api.Merchants.Redeeming;

/// <summary>A purchase to be paid partly with points.</summary>
public sealed record RedemptionBody : PurchaseBody
{
    /// <summary>
    /// The merchant's own number of the purchase: 1 to 64 visible ASCII characters, used once for ever.
    /// </summary>
    /// <example>2026-000017</example>
    [StringLength(64, MinimumLength = 1, ErrorMessage = "must have 1 to 64 visible ASCII characters")]
    [RegularExpression("^[!-~]*$", ErrorMessage = "must have 1 to 64 visible ASCII characters")]
    public required string OrderNo { get; init; }

    /// <summary>True: spend at once. False: hold the points, then capture or release within 15 minutes.</summary>
    public bool Capture { get; init; }

    /// <summary>Where it was rung up, as the merchant calls its shops; comes back in answers and filters lists.</summary>
    /// <example>Yunlong</example>
    [Place]
    public string? Store { get; init; }

    /// <summary>At which terminal, as the merchant calls them.</summary>
    /// <example>till-2</example>
    [Place]
    public string? Terminal { get; init; }

    /// <summary>By whom, as the merchant calls its people: better a number than a name.</summary>
    /// <example>17</example>
    [Place]
    public string? Cashier { get; init; }

    /// <summary>
    /// What else the merchant wants to find beside the purchase: at most 10 pairs of texts, names of 1 to 40 and values
    /// of at most 200 characters. Comes back in answers; nothing is looked up by it.
    /// </summary>
    [Metadata]
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    internal PointOfSale ToPointOfSale() => new()
    {
        Store = Store,
        Terminal = Terminal,
        Cashier = Cashier,
        Metadata = Metadata ?? PointOfSale.Unstated.Metadata,
    };
}
