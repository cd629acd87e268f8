using Microsoft.EntityFrameworkCore;
using Rewards.Api.Culture;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Api.Site.ReviewingPoints;
using Rewards.Domain.Ordering;
using Rewards.Domain.Redeeming;

namespace Rewards.Api.Site.ReviewingOrders;

/// <summary>An order of the catalogue, or a till's purchase, as one of a list.</summary>
/// <param name="Link">To all of it.</param>
/// <param name="Place">Whose, or where.</param>
/// <param name="When">When it takes place; for a purchase when it was made.</param>
/// <param name="Title">What.</param>
/// <param name="State">In words.</param>
/// <param name="Mood">Of the looks: <c>open</c>, <c>done</c> or <c>void</c>.</param>
/// <param name="Paid">What it costs, in words.</param>
/// <param name="Button">What to do with it, in words.</param>
public sealed record OrderCard(
    string Link, string Place, string When, string Title, string State, string Mood, string Paid, string Button);

/// <summary>
/// Everything that a member bought or booked, newest first. What pays for an order of the catalogue is no purchase of
/// its own here.
/// </summary>
internal sealed class MemberOrders(
    RewardsDb db, OfferContents contents, PurchaseViews purchases, PointsMonths months, OrderWords words, Clock clock, Text text)
{
    public const string Every = "all";
    public const string Open = "open";
    public const int PageSize = 10;

    private const string Completed = "completed";
    private const string Back = "back";

    private readonly OrdersToFollow moved = new(db, contents);

    private static readonly string HasValid = OrderJson.MarkOf(TicketStatus.Valid);
    private static readonly string HasCancelled = OrderJson.MarkOf(TicketStatus.Cancelled);

    /// <summary>What the list can be narrowed to; parts of the addresses.</summary>
    public static IReadOnlyList<string> States { get; } = [Open, Completed, Back, Every];

    public async Task<Page<OrderCard>> ReadAsync(
        string memberId, string state, PageRequest page, CancellationToken cancellationToken)
    {
        var (order, redemption) = ($"{TypeId.Order}_{page.Position}", $"{TypeId.Redemption}_{page.Position}");
        var isFirst = page.Position is null;
        var orders = await (await OrdersOfAsync(memberId, state, cancellationToken))
            .Where(row => isFirst || row.Id.CompareTo(order) < 0)
            .OrderByDescending(row => row.Id)
            .Take(page.Take)
            .ToListAsync(cancellationToken);
        var bought = await PurchasesOf(memberId, state)
            .Where(row => isFirst || row.Id.CompareTo(redemption) < 0)
            .OrderByDescending(row => row.Id)
            .Take(page.Take)
            .ToListAsync(cancellationToken);
        var cards = (await ShowAsync(orders, cancellationToken)).Concat(bought.Select(Show))
            .OrderByDescending(one => one.Position, StringComparer.Ordinal)
            .ToList();
        return page.Of(cards, one => one.Card, one => one.Position);
    }

    public async Task<int> CountAsync(string memberId, string state, CancellationToken cancellationToken) =>
        await (await OrdersOfAsync(memberId, state, cancellationToken)).CountAsync(cancellationToken)
        + await PurchasesOf(memberId, state).CountAsync(cancellationToken);

    private async Task<IQueryable<OrderRow>> OrdersOfAsync(
        string memberId, string state, CancellationToken cancellationToken)
    {
        var (rows, now) = (db.Orders.Where(row => row.MemberId == memberId), clock.GetUtcNow());
        if (state is not (Open or Completed))
        {
            return state == Back ? rows.Where(row => row.Tickets.Contains(HasCancelled)) : rows;
        }

        // Of a slot that moved by where it is now, also before the job has written that.
        var following = await moved.OfMemberAsync(memberId, cancellationToken);
        var ahead = following.Where(order => order.Times.MissedAt > now).Select(order => order.Id).ToList();
        var over = following.Select(order => order.Id).Except(ahead).ToList();
        return state == Open ? StillOpen(rows, now, (ahead, over)) : Over(rows, now, (ahead, over));
    }

    private static IQueryable<OrderRow> StillOpen(
        IQueryable<OrderRow> rows, DateTimeOffset now, (List<string> Ahead, List<string> Over) moved)
    {
        var (ahead, over) = moved;
        return rows.Where(row => (row.Status == OrderStatus.AwaitingPayment && row.GiveBackAt > now)
            || (row.Tickets.Contains(HasValid)
                && (ahead.Contains(row.Id) || (row.MissedAt > now && !over.Contains(row.Id)))));
    }

    private static IQueryable<OrderRow> Over(
        IQueryable<OrderRow> rows, DateTimeOffset now, (List<string> Ahead, List<string> Over) moved)
    {
        var (ahead, over) = moved;
        return rows.Where(row => row.Status == OrderStatus.Confirmed)
            .Where(row => !row.Tickets.Contains(HasValid)
                || over.Contains(row.Id)
                || (row.MissedAt <= now && !ahead.Contains(row.Id)));
    }

    private IQueryable<RedemptionRow> PurchasesOf(string memberId, string state)
    {
        var (rows, now) = (db.RedemptionsOf(memberId).Where(row => row.OrderId == null), clock.GetUtcNow());
        return state switch
        {
            Open => rows.Where(row => row.Status == RedemptionStatus.Held && row.HoldExpiresAt > now),
            Completed => rows.Where(row =>
                row.Status == RedemptionStatus.Captured && row.RefundedFen < row.GrossFen),
            Back => GivenBack(rows, now),
            _ => rows,
        };
    }

    /// <summary>By the till, or by time.</summary>
    private static IQueryable<RedemptionRow> GivenBack(IQueryable<RedemptionRow> rows, DateTimeOffset now) =>
        rows.Where(row => row.Status == RedemptionStatus.Released
            || row.RefundedFen > 0
            || (row.Status == RedemptionStatus.Held && row.HoldExpiresAt <= now));

    private async Task<IEnumerable<(string Position, OrderCard Card)>> ShowAsync(
        List<OrderRow> rows, CancellationToken cancellationToken)
    {
        var slotIds = rows.Select(row => row.SlotId).OfType<string>().Distinct().ToList();
        var slots = await db.Slots.Where(slot => slotIds.Contains(slot.SlotId))
            .ToDictionaryAsync(slot => slot.SlotId, cancellationToken);
        var orders = new List<(Order Order, bool IsSlotCancelled)>(rows.Count);
        foreach (var row in rows)
        {
            var slot = slots.GetValueOrDefault(row.SlotId ?? "");
            var content = await contents.ReadAsync(db, (row.OfferId, row.OfferVersion), cancellationToken);
            orders.Add((row.ToOrder(slot, content), slot?.CancelledAt is not null));
        }

        var venueIds = orders.Select(one => one.Order.VenueId).OfType<string>().Distinct().ToList();
        var venues = await db.Venues.Where(venue => venueIds.Contains(venue.Id))
            .ToDictionaryAsync(venue => venue.Id, cancellationToken);
        return orders.Select(one => Show(one.Order, venues.GetValueOrDefault(one.Order.VenueId ?? ""), one.IsSlotCancelled));
    }

    private (string Position, OrderCard Card) Show(Order order, VenueRow? venue, bool isSlotCancelled)
    {
        var state = OrderWords.StateOf(order, isSlotCancelled, clock.GetUtcNow());
        return (PositionOf(order.Id), new OrderCard(
            $"/orders/{order.Id}",
            words.PlaceOf(order, venue),
            words.When(order),
            order.Tickets.Count == 1 ? order.Title : text["orders.times", order.Title, order.Tickets.Count],
            text["order." + state],
            OrderWords.MoodOf(state),
            words.Costs(order),
            text["orders.button_" + (state == "awaiting" ? state : OrderWords.MoodOf(state))]));
    }

    private (string Position, OrderCard Card) Show(RedemptionRow row)
    {
        var (shown, redemption) = (months.Show(row), row.ToRedemption());
        var status = PurchaseViews.StatusOf(redemption, row.RefundedFen, clock.GetUtcNow());
        var mood = status switch { "held" => "open", "captured" or "partly_refunded" => "done", _ => "void" };
        return (PositionOf(row.Id), new OrderCard(
            shown.Link,
            purchases.MerchantOf(row.MerchantId),
            words.When(row.HeldAt),
            shown.Detail ?? shown.Title,
            text["status." + status],
            mood,
            words.Costs(redemption.Cash, redemption.Points),
            text["orders.button_done"]));
    }

    /// <summary>Both kinds of ids sort by time behind their prefix.</summary>
    private static string PositionOf(string id) => id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..];
}
