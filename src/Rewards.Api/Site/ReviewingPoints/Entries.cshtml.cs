using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rewards.Api.Platform.Authenticating;

namespace Rewards.Api.Site.ReviewingPoints;

/// <summary>积分明细: a month of points, one row for each thing that happened; all, what came, or what went.</summary>
public sealed class EntriesModel(PointsMonths months) : PageModel
{
    /// <summary><c>all</c>, <c>in</c> or <c>out</c>.</summary>
    [FromQuery]
    public string Show { get; set; } = "all";

    public PointsMonth PointsMonth { get; private set; } = null!;

    public IReadOnlyList<PointsRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(string? month, CancellationToken cancellationToken)
    {
        Show = Show is "in" or "out" ? Show : "all";
        var asked = await months.MonthAsync(User.Id(), month, cancellationToken);
        PointsMonth = await months.ReadAsync(User.Id(), asked, cancellationToken);
        Rows = Show switch
        {
            "in" => [.. PointsMonth.Rows.Where(row => row.Points > 0)],
            "out" => [.. PointsMonth.Rows.Where(row => row.Points < 0)],
            _ => PointsMonth.Rows,
        };
    }
}
