using System.Text.Json.Serialization;
using Rewards.Api.Ledger.Reading;

namespace Rewards.Api.Members.ReviewingPoints;

/// <summary>A redemption as its merchant reads it, and where it was.</summary>
/// <remarks>Derived, so that what a merchant sees its member sees too, under the same names. What is added stands last.</remarks>
public sealed record MemberRedemption : RedemptionResponse
{
    internal MemberRedemption(RedemptionResponse redemption)
        : base(redemption)
    {
    }

    /// <summary>What the merchant is called, in the language of <c>Accept-Language</c>.</summary>
    /// <example>Bookshop</example>
    [JsonPropertyOrder(1)]
    public required string? MerchantName { get; init; }
}
