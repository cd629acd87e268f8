using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Site.ReviewingPoints;

/// <summary>One line of the list.</summary>
/// <param name="Kind">Of the texts.</param>
/// <param name="Points">Signed change of the available points.</param>
public sealed record EntryLine(long Seq, string Kind, DateTimeOffset At, long Points);

/// <summary>积分明细: every movement, newest first; what came, or what went.</summary>
public sealed class EntriesModel(RewardsDb db) : PageModel
{
    private const int PageSize = 20;

    /// <summary><c>all</c>, <c>in</c> or <c>out</c>.</summary>
    [FromQuery]
    public string Show { get; set; } = "all";

    public IReadOnlyList<EntryLine> Entries { get; private set; } = [];

    /// <summary>Where the next page begins; null on the last one.</summary>
    public long? Before { get; private set; }

    public async Task OnGetAsync(long? before, CancellationToken cancellationToken)
    {
        Show = Show is "in" or "out" ? Show : "all";
        var (id, upTo) = (User.Id(), before ?? long.MaxValue);
        var rows = await Wanted(db.Entries.Where(entry => entry.MemberId == id && entry.Seq < upTo))
            .OrderByDescending(entry => entry.Seq)
            .Take(PageSize + 1)
            .ToListAsync(cancellationToken);
        Entries = [.. rows.Take(PageSize)
            .Select(row => new EntryLine(row.Seq, WireName.Of(row.Kind), row.At, EntryResponse.From(row).Points))];
        Before = rows.Count > PageSize ? rows[PageSize - 1].Seq : null;
    }

    private IQueryable<EntryRow> Wanted(IQueryable<EntryRow> entries) => Show switch
    {
        "in" => entries.Where(entry => entry.ToAccount == LedgerAccount.Available),
        "out" => entries.Where(entry => entry.FromAccount == LedgerAccount.Available),
        _ => entries,
    };
}
