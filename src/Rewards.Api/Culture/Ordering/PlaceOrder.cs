using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Measuring;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Ledger;
using Rewards.Domain.Ordering;
using Rewards.Domain.Programmes;
using Rewards.Domain.Redeeming;
using Rewards.Domain.Supplying;

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

    /// <summary>Read where it may stand in the way.</summary>
    public MissedBookings Missed { get; init; } = MissedBookings.None;
}

/// <summary>Takes places, points and what one person may have, all or nothing.</summary>
internal sealed class PlaceOrder(OrderPlacing wanted, OrderViews views, KeyedRequest request) : KeyedCommand(request)
{
    private static readonly RowSet<OrderRow> OnDay = new(order => order.CountsOn, most: 10_000);
    private static readonly RowSet<OrderRow> Held = new(order => order.HeldIn, most: 10_000);
    private static readonly RowSet<OrderRow> OfOffer = new(order => order.CountsFor, most: 10_000);

    protected internal override string Subject => wanted.MemberId;

    protected internal override string Actor => Moment.Member;

    protected override void NameOwn(Group group, Wanted names)
    {
        if (wanted.Offer is not { } offer)
        {
            return;
        }

        names.Account(wanted.MemberId);
        if (wanted.Body.SlotId is { } slotId)
        {
            names.Row<SlotRow>(slotId);
        }
        else
        {
            names.Row<StockRow>(offer.Id);
        }

        NameOwnOrders(offer, group, names);
    }

    /// <summary>Only where one person may have so many: most offers have no such limit.</summary>
    private void NameOwnOrders(CataloguedOffer offer, Group group, Wanted names)
    {
        var limits = offer.Content.Limits;
        if ((limits.PerDay ?? limits.PerSlot) is not null && DayOf(group, group.Began) is { } day)
        {
            names.Rows(OnDay, wanted.MemberId, OrderRow.DayKey(offer.Id, day));
        }

        if (limits.PerOffer is not null)
        {
            names.Rows(OfOffer, wanted.MemberId, offer.Id);
        }

        foreach (var month in MonthsHeld(group.Began.Now))
        {
            names.Rows(Held, wanted.MemberId, month);
        }
    }

    /// <summary>Those in which something ends that is to be paid at a venue; none, where this is not.</summary>
    private IEnumerable<string> MonthsHeld(DateTimeOffset now) => wanted.Offer!.Content.Payment != PaymentWay.AtVenue
        ? []
        : Enumerable.Range(0, SupplyingRules.MostHeldDays + 1).Select(day => OrderRow.MonthKey(now.AddDays(day))).Distinct();

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
        var outcome = OrderTickets.Decide(Wish(group, moment.On(account)), account, moment);
        return outcome.Refusal is { } refusal ? Refuse(refusal) : Accept(outcome.Value, group, moment);
    }

    private OrderRequest Wish(Group group, Moment moment)
    {
        var (offer, body, now) = (wanted.Offer!, wanted.Body, moment.Now);
        return new OrderRequest
        {
            OrderId = TypeId.New(TypeId.Order, now),
            RedemptionId = TypeId.New(TypeId.Redemption, now),
            Names =
            [
                .. Enumerable.Range(0, body.Quantity)
                    .Select(_ => new TicketName(TypeId.New(TypeId.Ticket, now), TicketCode.New())),
            ],
            Offer = new OrderedOffer(
                offer.Id,
                offer.Row.MerchantId,
                offer.Row.VenueId,
                offer.Merchant.Category,
                offer.Row.LiveVersion!.Value,
                offer.Content),
            Places = PlacesIn(group),
            Had = HadIn(group, moment),
            Points = body.Points is { } points ? new Points(points) : null,
            Eligibility = body.Eligibility,
            ExpectedCash = body.ExpectedCashFen is { } fen ? new Fen(fen) : null,
            NextSlots = wanted.NextSlots,
            Missed = wanted.Missed,
        };
    }

    private OrderedPlaces PlacesIn(Group group)
    {
        if (wanted.Body.SlotId is not { } slotId)
        {
            var stock = group.Find<StockRow>(wanted.Offer!.Id)!;
            return OrderedPlaces.OfGoods(stock.Most - stock.Taken);
        }

        var slot = group.Find<SlotRow>(slotId)!;
        return OrderedPlaces.Of(slotId, slot.Times, slot.PriceFen is { } fen ? new Fen(fen) : null, slot.Waiting);
    }

    /// <exception cref="NotReadException">The day has changed since the rows were named.</exception>
    private TicketsHad HadIn(Group group, Moment moment)
    {
        var (offer, limits) = (wanted.Offer!, wanted.Offer!.Content.Limits);
        var onDay = (limits.PerDay ?? limits.PerSlot) is null
            ? []
            : group.FindAll(OnDay, wanted.MemberId, OrderRow.DayKey(offer.Id, DayOf(group, moment)!.Value))
                .Select(row => row.ToOrder()).ToList();
        var ofOffer = limits.PerOffer is null
            ? []
            : group.FindAll(OfOffer, wanted.MemberId, offer.Id).Select(row => row.ToOrder());
        return new TicketsHad(
            onDay.Where(order => order.SlotId == wanted.Body.SlotId).Sum(order => order.Counting),
            onDay.Sum(order => order.Counting),
            ofOffer.Sum(order => order.Counting),
            HeldIn(group, moment.Now));
    }

    private int HeldIn(Group group, DateTimeOffset now) => MonthsHeld(now)
        .SelectMany(month => group.FindAll(Held, wanted.MemberId, month))
        .Count(row => row.ValidUntil > now);

    /// <summary>On which tickets count: the slot's, for goods today. Null: the slot was not read yet.</summary>
    private DateOnly? DayOf(Group group, Moment moment) => wanted.Body.SlotId is not { } slotId
        ? moment.Today
        : group.Find<SlotRow>(slotId) is { } slot ? moment.Programme.Calendar.DateOf(slot.StartsAt) : null;

    private (StoredAnswer Answer, Changes Changes) Accept(Ordered ordered, Group group, Moment moment)
    {
        var (order, offer) = (ordered.Order, wanted.Offer!);
        var shown = views.Show(order, new OrderBeside(offer.Content, offer.Venue, IsSlotCancelled: false), order.CreatedAt);
        ICounterRow places = order.SlotId is { } slotId ? group.Find<SlotRow>(slotId)! : group.Find<StockRow>(offer.Id)!;
        return (StoredAnswer.Created(shown, "/v1/member/orders/" + order.Id), new Changes
        {
            Ledgers = [ordered.Ledger],
            Added =
            [
                OrderRow.From(order, DayOf(group, moment)!.Value),
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
                .. RowsOf(ordered.Redemption),
            ],
            Counters = [new CounterChange(places, order.Tickets.Count)],
            Outcome = ordered.Redemption is { } paid ? RedemptionOutcome.Of(null, paid.Status) : null,
        });
    }

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
