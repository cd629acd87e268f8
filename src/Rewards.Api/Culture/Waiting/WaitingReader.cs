using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ordering;
using Rewards.Domain.Supplying;
using Rewards.Domain.Waiting;

namespace Rewards.Api.Culture.Waiting;

/// <summary>Reads a member's waiting entries, and what is known before one is made.</summary>
internal sealed class WaitingReader(RewardsDb db, Catalogue catalogue, MissedReader missed, Clock clock)
{
    /// <summary>Newest first, with their place in the queue.</summary>
    public async Task<Page<WaitingResponse>> PageOfAsync(
        string memberId, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = await page.NewestFirst(db.WaitingEntries.Where(entry => entry.MemberId == memberId), entry => entry.Id)
            .ToListAsync(cancellationToken);
        var cut = page.Of(rows, row => row, row => row.Id);
        return new Page<WaitingResponse>(await ShowAsync(cut.Data, cancellationToken), cut.NextCursor);
    }

    /// <summary>In the order of the rows.</summary>
    public async Task<IReadOnlyList<WaitingResponse>> ShowAsync(
        IReadOnlyList<WaitingRow> rows, CancellationToken cancellationToken)
    {
        var (now, ids) = (clock.GetUtcNow(), rows.Select(row => row.SlotId).ToList());
        var slots = await db.Slots.Where(slot => ids.Contains(slot.SlotId)).ToDictionaryAsync(slot => slot.SlotId, cancellationToken);
        var open = (await db.WaitingEntries
                .Where(entry => ids.Contains(entry.SlotId) && entry.Queue == WaitingRow.InQueue)
                .ToListAsync(cancellationToken))
            .ToLookup(entry => entry.SlotId);
        return [.. rows.Select(row => Show(row, slots[row.SlotId], [.. open[row.SlotId].Select(entry => entry.ToEntry())], now))];
    }

    /// <summary>Null: the member has no such entry.</summary>
    public Task<WaitingRow?> FindAsync(string memberId, string id, CancellationToken cancellationToken) => db.WaitingEntries
        .FirstOrDefaultAsync(entry => entry.MemberId == memberId && entry.Id == id, cancellationToken);

    public async Task<WaitingWanted> ReadAsync(string memberId, WaitingBody body, CancellationToken cancellationToken)
    {
        var offerId = await db.Slots.Where(slot => slot.SlotId == body.SlotId).Select(slot => slot.OfferId)
            .FirstOrDefaultAsync(cancellationToken);
        var offer = offerId is null ? null : catalogue.FindShown(offerId, clock.GetUtcNow());
        return new WaitingWanted(
            memberId,
            body,
            offer,
            offer?.Content.Payment == PaymentWay.Free ? await missed.ReadAsync(memberId, cancellationToken) : MissedBookings.None);
    }

    /// <param name="row">The entry.</param>
    /// <param name="slot">As it is.</param>
    /// <param name="open">Those that are open, in any order.</param>
    /// <param name="now">UTC.</param>
    public static WaitingResponse Show(WaitingRow row, SlotRow slot, IReadOnlyList<WaitingEntry> open, DateTimeOffset now)
    {
        var entry = row.ToEntry();
        var status = slot.CancelledAt is not null && entry.IsOpen ? WaitingStatus.Closed : entry.StatusAt(now, slot.StartsAt);
        return new WaitingResponse(
            row.Id,
            row.SlotId,
            row.OfferId,
            row.Title,
            slot.StartsAt,
            slot.EndsAt,
            row.Quantity,
            status,
            status == WaitingStatus.Waiting ? 1 + open.Count(other => IsBefore(other, entry)) : null,
            row.OfferedUntil,
            row.JoinedAt);
    }

    private static bool IsBefore(WaitingEntry other, WaitingEntry entry) => other.Status == WaitingStatus.Waiting
        && (other.JoinedAt, string.CompareOrdinal(other.Id, entry.Id)).CompareTo((entry.JoinedAt, 0)) < 0;
}
