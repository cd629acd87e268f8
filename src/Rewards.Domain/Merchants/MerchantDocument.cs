using Rewards.Domain.Programmes;

namespace Rewards.Domain.Merchants;

/// <summary>A partner that redeems points.</summary>
/// <param name="Id"><c>mch_…</c>, fixed in the document so that applying it again finds the same merchant.</param>
/// <param name="Name">As members see it.</param>
/// <param name="Category">Decides the caps.</param>
public sealed record Merchant(string Id, BilingualText Name, Category Category);

/// <summary>The first merchants as a JSON document that an operator edits.</summary>
public static class MerchantDocument
{
    /// <returns>The merchants, or every mistake in the document with its JSON path.</returns>
    public static (IReadOnlyList<Merchant>? Merchants, IReadOnlyList<DocumentError> Errors) Parse(string json) =>
        DocumentReader.Read(json, document =>
        {
            var merchants = document.Children("merchants", ReadMerchant);
            foreach (var twice in merchants.GroupBy(merchant => merchant.Id).Where(group => group.Count() > 1))
            {
                document.Error($"names {twice.Key} twice", "merchants");
            }

            return merchants;
        });

    private static Merchant ReadMerchant(DocumentReader merchant) => new(
        ReadId(merchant),
        ProgrammeDocument.ReadName(merchant),
        ProgrammeDocument.Sourced(
            merchant, "category", setting => setting.Choice("value", ProgrammeDocument.Categories)));

    private static string ReadId(DocumentReader merchant)
    {
        var id = merchant.Text("id");
        if (id.Length != 30 || !id.StartsWith("mch_", StringComparison.Ordinal))
        {
            merchant.Error("must be mch_ and 26 characters", "id");
        }

        return id;
    }
}
