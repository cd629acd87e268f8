using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Measuring;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Ledger;
using Rewards.Domain.Ordering;
using Rewards.Domain.Redeeming;
using Rewards.Domain.Waiting;

namespace Rewards.Api.Culture.Ordering;

/// <summary>A member's order, read and checked for form.</summary>
/// <param name="MemberId">Who orders.</param>
/// <param name="Body">As sent.</param>
/// <param name="Offer">As the process knows it; null: members see none of that id.</param>
internal sealed record OrderPlacing(string MemberId, OrderBody Body, CataloguedOffer? Offer)
{
    /// <summary>What the live version says otherwise than the accepted one; null: it is the accepted one.</summary>
    public IReadOnlyList<string>? Changed { get; init; }

    /// <summary>For a refusal.</summary>
    public IReadOnlyList<OtherSlot> NextSlots { get; init; } = [];

    /// <summary>Whether cash can be paid online here.</summary>
    public bool TakesPayments { get; init; }

    /// <summary>When orders of the member were not paid in time: read where it may stand in the way.</summary>
    public IReadOnlyList<DateTimeOffset> Lapsed { get; init; } = [];

    /// <summary>Read where it may stand in the way.</summary>
    public MissedBookings Missed { get; init; } = MissedBookings.None;
}

/// <summary>Takes places, points and what one person may have, all or nothing.</summary>
internal sealed class PlaceOrder(OrderPlacing wanted, OrderViews views, KeyedRequest request) : KeyedCommand(request)
{
    private readonly OwnOrders? own = wanted.Offer is { } offer ? new(wanted.MemberId, offer, wanted.Body.SlotId) : null;

    protected internal override string Subject => wanted.MemberId;

    protected internal override string Actor => Moment.Member;

    protected override void NameOwn(Group group, Wanted names)
    {
        if (wanted.Offer is not { } offer)
        {
            return;
        }

        names.Account(wanted.MemberId);
        SlotQueue.Name(wanted.Body.SlotId, group, names);
        if (wanted.Body.SlotId is null)
        {
            names.Row<StockRow>(offer.Id);
        }

        own!.Name(group, names);
    }

    protected override bool IsFound(Group group) => wanted.Offer is { } offer
        && (wanted.Body.SlotId is { } slotId
            ? group.Find<SlotRow>(slotId)?.OfferId == offer.Id
            : group.Find<StockRow>(offer.Id) is not null);

    protected override (StoredAnswer Answer, Changes Changes) DecideFirst(Group group, Moment moment)
    {
        var offer = wanted.Offer!;
        if (wanted.Changed is { } changed)
        {
            return Refuse(new Refusal("offer_changed", $"Version {offer.Row.LiveVersion} is offered now.", $"当前版本为第 {offer.Row.LiveVersion} 版。")
            {
                Facts = new Dictionary<string, object> { ["version"] = offer.Row.LiveVersion!, ["changed"] = changed },
            });
        }

        var account = group.FindAccount(wanted.MemberId)
            ?? throw new LedgerException($"Member {wanted.MemberId} has no account.");
        var queue = QueueIn(group)?.Settle(moment.On(account).Now);
        var outcome = OrderTickets.Decide(Wish(group, queue, moment.On(account)), account, moment);
        return outcome.Refusal is { } refusal ? Refuse(refusal) : Accept(outcome.Value, queue, group, moment);
    }

    /// <summary>Null: goods, for which nobody waits.</summary>
    private SlotQueue? QueueIn(Group group) =>
        wanted.Body.SlotId is { } slotId ? SlotQueue.Of(group.Find<SlotRow>(slotId)!, group) : null;

    private OrderRequest Wish(Group group, SlotQueue? queue, Moment moment)
    {
        var (offer, body, now) = (wanted.Offer!, wanted.Body, moment.Now);
        return new OrderRequest
        {
            OrderId = TypeId.New(TypeId.Order, now),
            RedemptionId = TypeId.New(TypeId.Redemption, now),
            Quantity = body.Quantity,
            Names =
            [
                .. Enumerable.Range(0, body.Quantity)
                    .Select(_ => new TicketName(TypeId.New(TypeId.Ticket, now), TicketCode.New())),
            ],
            Offer = offer.ToOrdered(),
            Places = PlacesIn(group, queue),
            Had = own!.Had(group, moment),
            Points = body.Points is { } points ? new Points(points) : null,
            Eligibility = body.Eligibility,
            ExpectedCash = body.ExpectedCashFen is { } fen ? new Fen(fen) : null,
            NextSlots = wanted.NextSlots,
            Missed = wanted.Missed,
            TakesPayments = wanted.TakesPayments,
            Lapsed = wanted.Lapsed,
            Moves = queue?.Moves ?? 0,
        };
    }

    /// <summary>Who has an offer has its places before everybody else.</summary>
    private OrderedPlaces PlacesIn(Group group, SlotQueue? queue)
    {
        if (wanted.Body.SlotId is not { } slotId)
        {
            var stock = group.Find<StockRow>(wanted.Offer!.Id)!;
            return OrderedPlaces.OfGoods(stock.Most - stock.Taken);
        }

        var slot = group.Find<SlotRow>(slotId)!;
        return OrderedPlaces.Of(slotId, slot.Times, slot.PriceFen is { } fen ? new Fen(fen) : null, slot.Waiting) with
        {
            Left = queue!.Left + (OfferIn(queue)?.Quantity ?? 0),
        };
    }

    private WaitingEntry? OfferIn(SlotQueue queue) =>
        queue.Entries.Find(wanted.MemberId) is { Status: WaitingStatus.Offered } offered ? offered : null;

    /// <summary>What of an offer is not wanted goes to the next.</summary>
    private SlotQueue? Taken(SlotQueue? queue, int quantity, DateTimeOffset now) =>
        queue is null || OfferIn(queue) is not { } offered
            ? queue
            : queue.With(offered with { Status = WaitingStatus.Taken }).Settle(now, -quantity);

    private (StoredAnswer Answer, Changes Changes) Accept(
        Ordered ordered, SlotQueue? queued, Group group, Moment moment)
    {
        var (order, offer) = (ordered.Order, wanted.Offer!);
        var shown = views.Show(order, new OrderBeside(offer.Content, offer.Venue, IsSlotCancelled: false), order.CreatedAt);
        var (quantity, queue) = (order.Tickets.Count, Taken(queued, order.Tickets.Count, order.CreatedAt));
        return (StoredAnswer.Created(shown, "/v1/member/orders/" + order.Id), new Changes
        {
            Ledgers = [ordered.Ledger],
            Added =
            [
                OrderRow.From(order, own!.DayOf(group, moment)!.Value),
                .. NamesOf(order),
                .. RowsOf(ordered.Redemption),
            ],
            Counters = [queue?.Move(quantity) ?? new CounterChange(group.Find<StockRow>(offer.Id)!, quantity)],
            Outcome = ordered.Redemption is { } paid ? RedemptionOutcome.Of(null, paid.Status) : null,
        }.With(queue, order.CreatedAt));
    }

    /// <summary>What it and its tickets are found by.</summary>
    private static IEnumerable<object> NamesOf(Order order) =>
    [
        new OrderIndexRow
        {
            Key = order.Id,
            MemberId = order.MemberId,
            MerchantId = order.MerchantId,
            OfferId = order.OfferId,
            SlotId = order.SlotId,
        },
        .. order.Tickets.Select(ticket => new TicketCodeRow
        {
            Key = ticket.Code,
            MemberId = order.MemberId,
            OrderId = order.Id,
            TicketId = ticket.Id,
            MerchantId = order.MerchantId,
            SlotId = order.SlotId,
        }),
    ];

    private static IEnumerable<object> RowsOf(Redemption? redemption) => redemption is null
        ? []
        :
        [
            RedemptionRow.From(redemption),
            new RedemptionIndexRow
            {
                Key = redemption.Id,
                MemberId = redemption.MemberId,
                MerchantId = redemption.MerchantId,
            },
            new OrderNumberRow
            {
                Key = OrderNumberRow.KeyOf(redemption.MerchantId, redemption.OrderNo),
                MemberId = redemption.MemberId,
                RedemptionId = redemption.Id,
            },
        ];
}
