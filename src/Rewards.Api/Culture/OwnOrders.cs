using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Ledger;
using Rewards.Domain.Ordering;
using Rewards.Domain.Programmes;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Culture;

/// <summary>
/// A member's own orders that count where one person may have so many: only where the offer has such a limit, and most
/// have none.
/// </summary>
internal sealed class OwnOrders(string memberId, CataloguedOffer offer, string? slotId)
{
    private static readonly RowSet<OrderRow> OnDay = new(order => order.CountsOn, most: 10_000);
    private static readonly RowSet<OrderRow> Held = new(order => order.HeldIn, most: 10_000);
    private static readonly RowSet<OrderRow> OfOffer = new(order => order.CountsFor, most: 10_000);

    public void Name(Group group, Wanted names)
    {
        var limits = offer.Content.Limits;
        if ((limits.PerDay ?? limits.PerSlot) is not null && DayOf(group, group.Began) is { } day)
        {
            names.Rows(OnDay, memberId, OrderRow.DayKey(offer.Id, day));
        }

        if (limits.PerOffer is not null || IsCountedAcrossDays(group))
        {
            names.Rows(OfOffer, memberId, offer.Id);
        }

        foreach (var month in MonthsHeld(group.Began.Now))
        {
            names.Rows(Held, memberId, month);
        }
    }

    /// <exception cref="NotReadException">The day has changed since the rows were named.</exception>
    public TicketsHad Had(Group group, Moment moment)
    {
        var limits = offer.Content.Limits;
        var onDay = (limits.PerDay ?? limits.PerSlot) is null
            ? []
            : group.FindAll(OnDay, memberId, OrderRow.DayKey(offer.Id, DayOf(group, moment)!.Value))
                .Select(row => row.ToOrder()).ToList();
        var isAcrossDays = IsCountedAcrossDays(group);
        var ofOffer = limits.PerOffer is null && !isAcrossDays
            ? []
            : group.FindAll(OfOffer, memberId, offer.Id).Select(row => row.ToOrder()).ToList();
        return new TicketsHad(
            (isAcrossDays ? ofOffer : onDay).Where(order => order.SlotId == slotId).Sum(order => order.CountingAt(moment.Now)),
            onDay.Sum(order => order.CountingAt(moment.Now)),
            ofOffer.Sum(order => order.CountingAt(moment.Now)),
            HeldIn(group, row => row.Payment == PaymentWay.AtVenue && row.ValidUntil > moment.Now),
            HeldIn(group, row => row.ToOrder().StatusAt(moment.Now) == OrderStatus.AwaitingPayment));
    }

    /// <summary>On which tickets count: the slot's, for goods today. Null: the slot was not read yet.</summary>
    public DateOnly? DayOf(Group group, Moment moment) => slotId is null
        ? moment.Today
        : group.Find<SlotRow>(slotId) is { } slot ? moment.Programme.Calendar.DateOf(slot.StartsAt) : null;

    /// <summary>Of a slot that moved some orders may count on the day that it was on, until the job has taken them along.</summary>
    private bool IsCountedAcrossDays(Group group) => offer.Content.Limits.PerSlot is not null
        && slotId is not null
        && group.Find<SlotRow>(slotId) is { Moves: > 0 };

    private int HeldIn(Group group, Func<OrderRow, bool> isCounted) => MonthsHeld(group.Began.Now)
        .SelectMany(month => group.FindAll(Held, memberId, month))
        .Count(isCounted);

    /// <summary>Those in which something may end that is held for money of this kind; none, where none is.</summary>
    private IEnumerable<string> MonthsHeld(DateTimeOffset now) => offer.Content.Payment switch
    {
        PaymentWay.AtVenue => Months(now, SupplyingRules.MostHeldDays),
        PaymentWay.Online => Months(now, 1),
        _ => [],
    };

    private static IEnumerable<string> Months(DateTimeOffset now, int days) =>
        Enumerable.Range(0, days + 1).Select(day => OrderRow.MonthKey(now.AddDays(day))).Distinct();
}
