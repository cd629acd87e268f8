using System.Security.Claims;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Programmes;

namespace Rewards.Api.Merchants.CashingUp;

/// <summary>One cap on the merchant's purchases: one of the numbers is there, by the rule.</summary>
/// <param name="Rule" example="per_purchase">
/// <c>per_purchase</c>, <c>cash_floor_per_unit</c> or <c>share_of_total</c>: as <c>limits</c> name it.
/// </param>
/// <param name="MostFen" example="5000">The highest discount of a purchase, in fen; null for other rules.</param>
/// <param name="FloorFen" example="1250">What each unit costs at least in cash, in fen; null for other rules.</param>
/// <param name="Percent" example="50">The highest share of the order's total; null for other rules.</param>
public sealed record CapResponse(string Rule, long? MostFen, long? FloorFen, long? Percent)
{
    internal static CapResponse From(Cap cap) => cap switch
    {
        PerPurchaseCap most => new CapResponse(cap.Rule, most.Most.Value, null, null),
        CashFloorPerUnitCap floor => new CapResponse(cap.Rule, null, floor.Floor.Value, null),
        ShareOfTotalCap share => new CapResponse(cap.Rule, null, null, share.Percent),
        _ => new CapResponse(cap.Rule, null, null, null),
    };
}

/// <summary>Who calls, and what they may do.</summary>
/// <param name="Id" example="mch_01m6a6ft00f9v80z9fwvfeamgy">The merchant's id.</param>
/// <param name="Name">As members see it.</param>
/// <param name="Category" example="book">Decides the caps.</param>
/// <param name="Status" example="active">
/// A suspended merchant may not quote or redeem; capture, release and refund go on.
/// </param>
/// <param name="Scopes">What this key may do.</param>
/// <param name="FenPerPoint" example="10">What a point is worth, in fen.</param>
/// <param name="Caps">The limits on a purchase, beside its total and the member's balance.</param>
/// <param name="HoldSeconds" example="900">How long a hold lives.</param>
/// <param name="ProgrammeVersion" example="1">The version of the rules in force.</param>
public sealed record MerchantIntroduction(
    string Id,
    NameBody Name,
    Category Category,
    MerchantStatus Status,
    IReadOnlyList<string> Scopes,
    long FenPerPoint,
    IReadOnlyList<CapResponse> Caps,
    long HoldSeconds,
    int ProgrammeVersion)
{
    internal static MerchantIntroduction Of(MerchantRow merchant, ClaimsPrincipal caller, Programme programme) => new(
        merchant.Id,
        new NameBody(merchant.NameZh, merchant.NameEn),
        merchant.Category,
        merchant.Status,
        [.. Platform.Authenticating.Scopes.All.Where(caller.HasScope)],
        programme.Rate.FenPerPoint,
        [.. programme.Caps[merchant.Category].Select(CapResponse.From)],
        (long)programme.HoldFor.TotalSeconds,
        programme.Version);
}
