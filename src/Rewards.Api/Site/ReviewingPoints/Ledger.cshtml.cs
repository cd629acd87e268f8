using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Site.ReviewingPoints;

/// <summary>One line of the ledger.</summary>
/// <param name="Kind">Of the texts.</param>
/// <param name="Points">Signed change of the available points.</param>
/// <param name="Balance">Available points afterwards.</param>
public sealed record EntryLine(long Seq, string Kind, DateTimeOffset At, long Points, long Balance);

/// <summary>全部流水: every entry of a month as the ledger has it, holds and their ends among them.</summary>
public sealed class LedgerModel(RewardsDb db, PointsMonths months, ReferenceData reference) : PageModel
{
    public ListMonth Month { get; private set; } = null!;

    public IReadOnlyList<EntryLine> Entries { get; private set; } = [];

    public async Task OnGetAsync(string? month, CancellationToken cancellationToken)
    {
        Month = await months.MonthAsync(User.Id(), month, cancellationToken);
        var rows = await db.EntriesOf(User.Id(), Month.In(reference.Programme.Calendar)).ToListAsync(cancellationToken);
        Entries = [.. rows.Select(row => new EntryLine(
            row.Seq, EntryWords.KindOf(row), row.At, EntryResponse.From(row).Points, row.AvailableAfter))];
    }
}
