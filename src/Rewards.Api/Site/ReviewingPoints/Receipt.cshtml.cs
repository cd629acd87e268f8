using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Store;

namespace Rewards.Api.Site.ReviewingPoints;

/// <summary>What one movement was: what, where, when, which lots, by which rule, and when the rest expires.</summary>
public sealed class ReceiptModel(RewardsDb db, CurrentAccounts accounts, PurchaseViews purchases, EntryWords words)
    : PageModel
{
    private const int MostDays = 6;

    public Receipt? Receipt { get; private set; }

    /// <summary>The spendable points of today, by their last day.</summary>
    public IReadOnlyList<ExpiringPoints> Rest { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(long seq, CancellationToken cancellationToken)
    {
        var id = User.Id();
        var row = await db.Entries.FirstOrDefaultAsync(
            entry => entry.MemberId == id && entry.Seq == seq, cancellationToken);
        if (row is null)
        {
            return NotFound();
        }

        var purchase = await purchases.FindAsync(id, row.Reference, cancellationToken);
        Receipt = words.Explain(row, purchase);
        var account = (await accounts.FindAsync(id, cancellationToken))!;
        Rest = [.. PointsResponse.From(account, accounts.Now.Programme.Rate).Expiring.Take(MostDays)];
        return Page();
    }
}
