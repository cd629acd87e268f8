using System.Text.Json.Serialization;
using Rewards.Api.Ledger.Reading;

namespace Rewards.Api.Operators.ReviewingPurchases;

/// <summary>A redemption as its merchant reads it, and whose it is.</summary>
/// <remarks>Derived, so that what a merchant sees an operator sees too, under the same names. What is added stands last.</remarks>
public sealed record ReviewedRedemption : RedemptionResponse
{
    internal ReviewedRedemption(RedemptionResponse redemption)
        : base(redemption)
    {
    }

    /// <summary>Who bought.</summary>
    /// <example>mbr_01m6a6ft00e5q8d2vk5m3t7b9c</example>
    [JsonPropertyOrder(1)]
    public required string MemberId { get; init; }

    /// <summary>What the member is called.</summary>
    /// <example>微信好友1128</example>
    [JsonPropertyOrder(1)]
    public required string? MemberName { get; init; }

    /// <summary>What the merchant is called, in the language of <c>Accept-Language</c>.</summary>
    /// <example>Bookshop</example>
    [JsonPropertyOrder(1)]
    public required string? MerchantName { get; init; }
}
