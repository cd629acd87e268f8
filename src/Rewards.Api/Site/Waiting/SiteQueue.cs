using Microsoft.EntityFrameworkCore;
using Rewards.Api.Culture.Waiting;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Api.Site.Ordering;

namespace Rewards.Api.Site.Waiting;

/// <summary>What came of joining.</summary>
/// <param name="Refusal">In words; null: the member waits now.</param>
internal sealed record QueueJoined(string? Refusal);

/// <summary>Joins and leaves queues by the API's own commands, and reads what a member waits for.</summary>
internal sealed class SiteQueue(
    RewardsDb db, WaitingReader reader, LedgerWriter writer, CurrentAccounts accounts, Text text)
{
    /// <summary>Null: the form is none of ours.</summary>
    public async Task<QueueJoined?> JoinAsync(
        HttpContext context, string? key, WaitingBody body, CancellationToken cancellationToken)
    {
        if (KeyedForm.Read(context, text, key, $"{body.Quantity}") is not { } request)
        {
            return null;
        }

        var wanted = await reader.ReadAsync(context.User.Id(), body, cancellationToken);
        var answer = await writer.SubmitAsync(new WaitForPlaces(wanted, request));
        return new QueueJoined(answer.Status == StatusCodes.Status201Created
            ? null
            : RefusalWords.Of(OrderRefusal.Of(answer), accounts.Now.Now, text));
    }

    public async Task LeaveAsync(string memberId, string entryId, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(memberId, entryId, cancellationToken) is { } entry)
        {
            await writer.SubmitAsync(new LeaveQueue(entry));
        }
    }

    /// <summary>The member's entry for a slot; null: there never was one.</summary>
    public async Task<WaitingResponse?> FindAsync(string memberId, string slotId, CancellationToken cancellationToken)
    {
        var rows = await db.WaitingEntries.Where(entry => entry.SlotId == slotId && entry.MemberId == memberId)
            .ToListAsync(cancellationToken);
        return rows.Count == 0 ? null : (await reader.ShowAsync(rows, cancellationToken))[0];
    }

    /// <summary>Places of a slot that are kept for the member; none of goods.</summary>
    public async Task<int> CountKeptAsync(string memberId, string? slotId, CancellationToken cancellationToken) =>
        slotId is not null && await FindAsync(memberId, slotId, cancellationToken) is { Status: Domain.Waiting.WaitingStatus.Offered } offered ? offered.Quantity : 0;

    /// <summary>What the member waits for now, or has an offer of; the soonest first.</summary>
    public async Task<IReadOnlyList<WaitingResponse>> OpenAsync(string memberId, CancellationToken cancellationToken)
    {
        var rows = await db.WaitingEntries.Where(entry => entry.MemberId == memberId && entry.Queue == WaitingRow.InQueue)
            .ToListAsync(cancellationToken);
        var shown = await reader.ShowAsync(rows, cancellationToken);
        return
        [
            .. shown.Where(entry => entry.Status is Domain.Waiting.WaitingStatus.Waiting or Domain.Waiting.WaitingStatus.Offered)
                .OrderBy(entry => entry.StartsAt),
        ];
    }
}
