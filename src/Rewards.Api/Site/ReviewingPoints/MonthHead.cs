namespace Rewards.Api.Site.ReviewingPoints;

/// <summary>The head of a list of one month, with the ways to the months beside it.</summary>
/// <param name="Month">Which.</param>
/// <param name="Link">Address of the same list up to the month's key.</param>
/// <param name="Sums">In words; null: nothing is summed up.</param>
/// <param name="Place">The id of what the page shows it in; null: the page is the list.</param>
public sealed record MonthHead(ListMonth Month, string Link, string? Sums, string? Place = null)
{
    public string To(string month) => Link + month + (Place is null ? null : "#" + Place);
}
