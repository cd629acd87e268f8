using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ordering;

namespace Rewards.Api.Culture.OverseeingOrders;

/// <summary>
/// Finds orders of all members. They lie with their members: over all of them the narrow index, by id, says which are next.
/// </summary>
internal sealed class SoldOrders(RewardsDb db, OfferContents contents, Clock clock)
{
    private readonly OrdersToFollow moved = new(db, contents);

    /// <summary>How many are read at a time where their tickets and the clock decide which are wanted.</summary>
    private const int ChunkSize = 200;

    /// <summary>Null: there is none, or it is another merchant's.</summary>
    /// <param name="id">The order's id.</param>
    /// <param name="merchantId">Whose offer it is of; null: anybody's.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public async Task<OrderRow?> FindAsync(string id, string? merchantId, CancellationToken cancellationToken)
    {
        var index = await db.OrderIndex.FirstOrDefaultAsync(row => row.Key == id, cancellationToken);
        return index is null || (merchantId is not null && index.MerchantId != merchantId)
            ? null
            : await db.Orders.SingleAsync(
                order => order.MemberId == index.MemberId && order.Id == id, cancellationToken);
    }

    /// <summary>The page's rows and one more, newest first.</summary>
    public async Task<List<OrderRow>> ReadAsync(
        OrdersWanted wanted, PageRequest page, CancellationToken cancellationToken)
    {
        var found = new List<OrderRow>();
        if (!await CanBeAsync(wanted, cancellationToken))
        {
            return found;
        }

        var (size, last) = (wanted.Status is null ? page.Take : ChunkSize, page.Position);
        var slots = wanted.Status is null ? [] : await moved.SlotsAsync(cancellationToken);
        List<OrderRow> chunk;
        do
        {
            chunk = await ReadChunkAsync(wanted, last, size, cancellationToken);
            found.AddRange(await OfStatusAsync(wanted.Status, chunk, slots, cancellationToken));
            last = chunk.LastOrDefault()?.Id;
        }
        while (chunk.Count == size && found.Count < page.Take);

        return [.. found.Take(page.Take)];
    }

    /// <param name="status">Null: any.</param>
    /// <param name="rows">As stored.</param>
    /// <param name="slots">Whose orders the job has not taken along yet.</param>
    /// <param name="cancellationToken">Of the request.</param>
    private async Task<List<OrderRow>> OfStatusAsync(
        OrderStatus? status, List<OrderRow> rows, Dictionary<string, SlotRow> slots, CancellationToken cancellationToken)
    {
        var (now, found) = (clock.GetUtcNow(), new List<OrderRow>());
        foreach (var row in rows)
        {
            if (status is null || (await moved.FollowAsync(row, slots, cancellationToken)).StatusAt(now) == status)
            {
                found.Add(row);
            }
        }

        return found;
    }

    /// <summary>A slot is of one offer and an offer of one merchant, always: what is narrower is enough to look for.</summary>
    private async Task<bool> CanBeAsync(OrdersWanted wanted, CancellationToken cancellationToken) =>
        (wanted.SlotId is null || await SlotsOf(wanted).AnyAsync(cancellationToken))
        && (wanted.OfferId is null || await OffersOf(wanted).AnyAsync(cancellationToken));

    private IQueryable<SlotRow> SlotsOf(OrdersWanted wanted) => db.Slots
        .Where(slot => slot.SlotId == wanted.SlotId)
        .Where(slot => wanted.OfferId == null || slot.OfferId == wanted.OfferId)
        .Where(slot => wanted.MerchantId == null || slot.MerchantId == wanted.MerchantId);

    private IQueryable<OfferRow> OffersOf(OrdersWanted wanted) => db.Offers
        .Where(offer => offer.Id == wanted.OfferId)
        .Where(offer => wanted.MerchantId == null || offer.MerchantId == wanted.MerchantId);

    /// <summary>
    /// First the index is cut, then it is followed: told to do both at once, PostgreSQL reads and sorts all there is.
    /// </summary>
    private Task<List<OrderRow>> ReadChunkAsync(
        OrdersWanted wanted, string? before, int size, CancellationToken cancellationToken)
    {
        var (first, end) = wanted.Period.Ids(TypeId.Order);
        var until = before ?? end;
        if (wanted.MemberId is not null)
        {
            return OfMember(wanted)
                .Where(order => order.Id.CompareTo(first) >= 0 && order.Id.CompareTo(until) < 0)
                .OrderByDescending(order => order.Id)
                .Take(size)
                .ToListAsync(cancellationToken);
        }

        return Narrowed(wanted)
            .Where(index => index.Key.CompareTo(first) >= 0 && index.Key.CompareTo(until) < 0)
            .OrderByDescending(index => index.Key)
            .Take(size)
            .Join(
                db.Orders,
                index => new { index.MemberId, Id = index.Key },
                order => new { order.MemberId, order.Id },
                (index, order) => order)
            .OrderByDescending(order => order.Id)
            .ToListAsync(cancellationToken);
    }

    private IQueryable<OrderRow> OfMember(OrdersWanted wanted) => db.Orders
        .Where(order => order.MemberId == wanted.MemberId)
        .Where(order => wanted.MerchantId == null || order.MerchantId == wanted.MerchantId)
        .Where(order => wanted.OfferId == null || order.OfferId == wanted.OfferId)
        .Where(order => wanted.SlotId == null || order.SlotId == wanted.SlotId);

    private IQueryable<OrderIndexRow> Narrowed(OrdersWanted wanted) => wanted switch
    {
        { SlotId: { } slot } => db.OrderIndex.Where(row => row.SlotId == slot),
        { OfferId: { } offer } => db.OrderIndex.Where(row => row.OfferId == offer),
        { MerchantId: { } merchant } => db.OrderIndex.Where(row => row.MerchantId == merchant),
        _ => db.OrderIndex,
    };
}
