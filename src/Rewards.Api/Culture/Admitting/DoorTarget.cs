using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Ledger;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture.Admitting;

/// <summary>The order that some tickets are of. What is read of it before the command never changes.</summary>
/// <param name="MemberId">Whose it is.</param>
/// <param name="OrderId">The order.</param>
/// <param name="SlotId">Null: goods.</param>
/// <param name="Content">Of its version.</param>
internal sealed record DoorTarget(string MemberId, string OrderId, string? SlotId, OfferContent Content)
{
    public required string OfferId { get; init; }

    public void Name(Group group, Wanted names)
    {
        names.Account(MemberId);
        names.Row<OrderRow>(MemberId, OrderId);
        SlotQueue.Name(SlotId, group, names);
        if (SlotId is null && IsPaidThere)
        {
            names.Row<StockRow>(OfferId);
        }

        if (IsPaidThere && Find(group) is { } order)
        {
            OrderRedemption.Name(order, names);
        }
    }

    /// <summary>What pays for it is held until somebody comes.</summary>
    public bool IsPaidThere => Content.Payment == PaymentWay.AtVenue;

    /// <summary>Nothing, where it is not paid at the door.</summary>
    public OrderRedemption PaymentIn(Group group) =>
        IsPaidThere ? OrderRedemption.Of(Find(group)!, group) : new OrderRedemption((RedemptionRow?)null);

    public OrderRow? Find(Group group) => group.Find<OrderRow>(MemberId, OrderId);

    /// <summary>Null: goods.</summary>
    public SlotRow? FindSlot(Group group) => SlotId is null
        ? null
        : group.Find<SlotRow>(SlotId) ?? throw new LedgerException($"The slot of order {OrderId} is not there.");

    public Account AccountIn(Group group) =>
        group.FindAccount(MemberId) ?? throw new LedgerException($"Member {MemberId} has no account.");

    /// <summary>What is freed goes to who waits. Null: goods.</summary>
    /// <param name="group">With the slot.</param>
    /// <param name="freed">Places.</param>
    /// <param name="now">UTC.</param>
    public SlotQueue? Offer(Group group, int freed, DateTimeOffset now) =>
        FindSlot(group) is { } slot && freed > 0 ? SlotQueue.Of(slot, group).Settle(now, freed) : null;

    /// <summary>What a slot counts. Of goods only what is given back: who fetches them takes nothing from the stock.</summary>
    /// <param name="group">With slot or stock.</param>
    /// <param name="queue">See <see cref="Offer"/>.</param>
    /// <param name="taken">Places; negative: given back.</param>
    /// <param name="used">Tickets; negative: unused again.</param>
    /// <param name="people">Who came in; negative: who did not, after all.</param>
    public IReadOnlyList<CounterChange> Count(Group group, SlotQueue? queue, int taken, int used, int people) =>
        queue is not null ? [queue.Move(taken, (nameof(SlotRow.Used), used), (nameof(SlotRow.Admitted), people))]
            : FindSlot(group) is { } slot
            ?
            [
                new CounterChange(slot, taken)
                {
                    Tally = new Tally((nameof(SlotRow.Used), used), (nameof(SlotRow.Admitted), people)),
                },
            ]
            : taken == 0 ? []
            : [new CounterChange(group.Find<StockRow>(OfferId) ?? throw new LedgerException($"The stock of {OfferId} is not there."), taken)];
}

/// <summary>Finds whose the tickets are that a merchant names.</summary>
internal sealed class DoorTargets(RewardsDb db, OfferContents contents)
{
    /// <param name="merchantId">Whose offer it is of; null: anybody's.</param>
    /// <param name="ticketIds">At least one.</param>
    /// <param name="cancellationToken">Of the request.</param>
    /// <returns>Null: they are not all of one such order.</returns>
    public async Task<DoorTarget?> FindAsync(
        string? merchantId, IReadOnlyList<string> ticketIds, CancellationToken cancellationToken)
    {
        var tickets = await db.TicketCodes
            .Where(row => ticketIds.Contains(row.TicketId) && (merchantId == null || row.MerchantId == merchantId))
            .ToListAsync(cancellationToken);
        if (tickets.Count != ticketIds.Distinct().Count() || tickets.DistinctBy(ticket => ticket.OrderId).Count() != 1)
        {
            return null;
        }

        var first = tickets[0];
        var version = await db.Orders
            .Where(row => row.MemberId == first.MemberId && row.Id == first.OrderId)
            .Select(row => new { row.OfferId, row.OfferVersion })
            .SingleAsync(cancellationToken);
        var content = await contents.ReadAsync(db, (version.OfferId, version.OfferVersion), cancellationToken);
        return new DoorTarget(first.MemberId, first.OrderId, first.SlotId, content) { OfferId = version.OfferId };
    }

    /// <summary>Whether it is the code of that one ticket, and of no other.</summary>
    public Task<bool> IsCodeOfAsync(string code, string ticketId, CancellationToken cancellationToken) =>
        db.TicketCodes.AnyAsync(row => row.Key == code && row.TicketId == ticketId, cancellationToken);
}
