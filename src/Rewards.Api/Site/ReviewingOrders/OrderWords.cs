using Rewards.Api.Platform;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Ordering;
using Rewards.Domain.Supplying;

namespace Rewards.Api.Site.ReviewingOrders;

/// <summary>Says what an order is, how it stands and what it costs.</summary>
public sealed class OrderWords(ReferenceData reference, Clock clock, Text text)
{
    /// <summary>Of the texts: of the order as a whole.</summary>
    public static string StateOf(Order order, bool isSlotCancelled, DateTimeOffset now) =>
        isSlotCancelled && order.Tickets.Any(ticket => ticket.Status is TicketStatus.Valid or TicketStatus.Pending)
            ? "slot_cancelled"
            : order.StatusAt(now) switch
            {
                OrderStatus.AwaitingPayment => "awaiting",
                OrderStatus.Expired => "expired",
                OrderStatus.Cancelled => "cancelled",
                OrderStatus.Confirmed => order.DisputedAt is null ? "valid" : "disputed",
                _ => order.Tickets.Any(ticket => ticket.Status == TicketStatus.Used) ? "used" : "missed",
            };

    /// <summary>Of the looks.</summary>
    public static string MoodOf(string state) => state switch
    {
        "valid" or "awaiting" => "open",
        "used" => "done",
        _ => "void",
    };

    public string PlaceOf(Order order, VenueRow? venue) =>
        venue is null ? text.Name(reference.Current.Merchants[order.MerchantId]) : Name(venue);

    public string Name(VenueRow venue) => text.IsChinese ? venue.NameZh : venue.NameEn;

    /// <summary>When it takes place; of goods until when they wait.</summary>
    public string When(Order order) => order.Times is { StartsAt: { } start, EndsAt: { } end }
        ? When(start, end)
        : text["order.collect", text.Day(reference.Programme.Calendar.DateOf(order.Times.ValidUntil.AddTicks(-1)))];

    /// <summary>The end with its day only where that is another one.</summary>
    public string When(DateTimeOffset start, DateTimeOffset end) =>
        $"{When(start)}–{(DayOf(start) == DayOf(end) ? text.TimeOfDay(end) : When(end))}";

    /// <summary>The year only where it is another one.</summary>
    public string When(DateTimeOffset instant) =>
        DayOf(instant).Year == DayOf(clock.GetUtcNow()).Year ? text.MinuteOfYear(instant) : text.Minute(instant);

    /// <summary>Money is taken at the door, and nobody came yet; or was to be paid online.</summary>
    public static bool IsUnpaid(Order order) => IsNeverPaid(order)
        || (order.Payment == PaymentWay.AtVenue && order.Tickets.All(ticket => ticket.Status != TicketStatus.Used));

    /// <summary>Money is paid online, and was not.</summary>
    public static bool IsNeverPaid(Order order) => order is { PayUntil: not null, PaidBy: null };

    /// <summary>Of the tickets that were not given back; of all, where all were.</summary>
    public string Costs(Order order)
    {
        var kept = order.Tickets.Where(ticket => ticket.Status != TicketStatus.Cancelled).ToList();
        var tickets = kept.Count > 0 ? kept : order.Tickets;
        var (cash, points) = (tickets.Sum(ticket => ticket.Cash.Value), tickets.Sum(ticket => ticket.Points.Value));
        return IsUnpaid(order) && !IsNeverPaid(order) && cash > 0
            ? Both(text["order.at_venue", Text.Yuan(cash)], points)
            : Costs(new Fen(cash), new Points(points));
    }

    public string Costs(Fen cash, Points points) =>
        cash == Fen.Zero && points.IsZero ? text["order.free"]
        : cash == Fen.Zero ? text["order.points", text.Number(points.Value)]
        : Both(Text.Yuan(cash.Value), points.Value);

    private string Both(string cash, long points) =>
        points == 0 ? cash : text["order.both", cash, text.Number(points)];

    private DateOnly DayOf(DateTimeOffset instant) => reference.Programme.Calendar.DateOf(instant);
}
