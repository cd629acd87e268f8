using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store.Rows;

namespace Rewards.Api.Site.FindingMerchants;

/// <param name="Category">Of the texts.</param>
/// <param name="Caps">In words.</param>
/// <param name="Names">Merchants of the category.</param>
public sealed record MerchantGroup(string Category, IReadOnlyList<string> Caps, IReadOnlyList<string> Names);

/// <summary>商户: where points pay, and how far.</summary>
public sealed class MerchantsModel(ReferenceData reference, Text text) : PageModel
{
    /// <summary>What the visitor looks for, in either language.</summary>
    [FromQuery(Name = "q")]
    public string? Query { get; set; }

    public IReadOnlyList<MerchantGroup> Groups { get; private set; } = [];

    public void OnGet()
    {
        var snapshot = reference.Current;
        Groups =
        [
            .. from merchant in snapshot.Merchants.Values
               where merchant is { Status: MerchantStatus.Active, IsPublic: false } && IsWanted(merchant)
               orderby merchant.Category, merchant.NameEn
               group merchant by merchant.Category into category
               select new MerchantGroup(
                   WireName.Of(category.Key),
                   CapWords.Of(snapshot.Programme, category.Key, text),
                   [.. category.Select(text.Name)]),
        ];
    }

    private bool IsWanted(MerchantRow merchant)
    {
        var wanted = (Query ?? "").Trim();
        return merchant.NameZh.Contains(wanted, StringComparison.OrdinalIgnoreCase)
            || merchant.NameEn.Contains(wanted, StringComparison.OrdinalIgnoreCase)
            || text["category." + WireName.Of(merchant.Category)].Contains(wanted, StringComparison.OrdinalIgnoreCase);
    }
}
