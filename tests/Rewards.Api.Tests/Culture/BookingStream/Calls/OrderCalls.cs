using Rewards.Api.Tests.Culture.BookingStream.Model;

namespace Rewards.Api.Tests.Culture.BookingStream.Calls;

/// <summary>Guests order and give back. Each call is decided by the model where it is made.</summary>
internal sealed class OrderCalls(Town town)
{
    private const int MostToPay = 10;

    /// <param name="number">Of the step.</param>
    /// <param name="guest">Who.</param>
    /// <param name="slot">What.</param>
    /// <param name="quantity">Tickets.</param>
    /// <param name="points">Of all tickets, equal for each; null: as many as it costs.</param>
    public Step Order(int number, Guest guest, Slot slot, int quantity, long? points)
    {
        var body = new
        {
            OfferId = $"~{slot.Terms.Name}~",
            SlotId = $"~{slot.Name}~",
            Quantity = quantity,
            AcceptVersion = 1,
            Points = points,
        };
        var call = new Call(number, guest.Name, "POST", "/v1/member/orders", body) { Creates = $"o{number}" };
        return new Step(call, Decide(call.Creates!, (guest, slot, quantity), points));
    }

    /// <param name="number">Of the step.</param>
    /// <param name="by">Mostly whose it is.</param>
    /// <param name="booking">Which.</param>
    /// <param name="some">Null: all that are valid.</param>
    public Step Cancel(int number, Guest by, Booking booking, IReadOnlyList<Ticket>? some)
    {
        var body = new { TicketIds = some?.Select(ticket => $"~{ticket.Name}~") };
        var call = new Call(number, by.Name, "POST", $"/v1/member/orders/~{booking.Name}~/cancel", body);
        return new Step(call, by != booking.Guest ? Opinion.Problem(404, "not_found") : DecideCancel(booking, some));
    }

    /// <summary>What stands in the way before places and price are looked at; null: nothing.</summary>
    public static Opinion? Refuse(Guest guest, Slot slot, int quantity, DateTimeOffset now)
    {
        if (slot.WhyClosed(now) is { } closed)
        {
            return closed == "not_open"
                ? Opinion.Problem(422, closed, ("opens_at", slot.OpensAt))
                : Opinion.Problem(422, closed);
        }

        var blocked = slot.Terms.Payment == "free" ? guest.BlockedUntil(now) : null;
        return blocked is not null
            ? Opinion.Problem(403, "booking_blocked", ("until", blocked))
            : RefuseMany(guest, slot, quantity);
    }

    private static Opinion? RefuseMany(Guest guest, Slot slot, int quantity)
    {
        var terms = slot.Terms;
        (string Scope, int? Most, int Used)[] limits =
        [
            ("per_order", terms.PerOrder, 0),
            ("per_slot", terms.PerSlot, guest.TicketsIn(slot)),
            ("per_day", terms.PerDay, guest.TicketsOn(Terms.DayOf(slot.StartsAt), terms)),
        ];
        var (scope, most, used) = limits.FirstOrDefault(limit => limit.Used + quantity > limit.Most);
        return scope is null ? null : TooMany(scope, most!.Value, used);
    }

    private static Opinion TooMany(string scope, int most, int used) =>
        Opinion.Problem(422, "person_limit", ("scope", scope), ("limit", most), ("used", used));

    private Opinion Decide(string name, (Guest Guest, Slot Slot, int Quantity) wanted, long? points)
    {
        var (guest, slot, quantity) = wanted;
        if (Refuse(guest, slot, quantity, town.Now) is { } refusal)
        {
            return refusal;
        }

        var queue = slot.SettledAt(town.Now);
        var offered = OfferIn(queue, guest);
        var left = slot.LeftIn(queue) + (offered?.Quantity ?? 0);
        if (left < quantity)
        {
            return Opinion.Problem(422, "sold_out", ("left", Math.Max(0, left)), ("waiting", slot.Waiting));
        }

        var booking = new Booking(name, guest, slot, [.. TicketsOf(name, quantity, points, slot.Terms.PriceFen)]);
        return RefusePayment(booking) ?? Accept(booking, [.. queue.Select(entry => entry == offered ? entry with { Status = "taken" } : entry)]);
    }

    private static Entry? OfferIn(IReadOnlyList<Entry> queue, Guest guest) =>
        queue.FirstOrDefault(entry => entry.Guest == guest && entry.Status == "offered");

    /// <summary>What of an offer was not wanted goes to the next.</summary>
    private Opinion Accept(Booking booking, IReadOnlyList<Entry> queue)
    {
        Add(booking);
        booking.Slot.Queue = queue;
        booking.Slot.Queue = booking.Slot.SettledAt(town.Now);
        return Show(201, booking);
    }

    private Opinion? RefusePayment(Booking booking)
    {
        var (terms, toPay) = (booking.Slot.Terms, booking.Guest.ToPayAt(town.Now));
        return terms.IsPaidThere && toPay >= MostToPay ? TooMany("at_venue", MostToPay, toPay)
            : terms.IsPaidThere || booking.CashFen == 0 ? null
            : Opinion.Problem(422, "payment_unavailable", ("cash_fen", booking.CashFen));
    }

    private static IEnumerable<Ticket> TicketsOf(string order, int quantity, long? points, long priceFen)
    {
        var each = (points / quantity) ?? (priceFen / Terms.FenPerPoint);
        return Enumerable.Range(1, quantity).Select(n => new Ticket($"{order}-{n}", each, priceFen - (each * Terms.FenPerPoint)));
    }

    private void Add(Booking booking)
    {
        town.Bookings.Add(booking);
        booking.Slot.Bookings.Add(booking);
        booking.Guest.Bookings.Add(booking);
        booking.Guest.Spent += booking.Slot.Terms.Payment == "online" ? booking.Points : 0;
    }

    private Opinion DecideCancel(Booking booking, IReadOnlyList<Ticket>? some)
    {
        var last = booking.Seen.LastCancel;
        var given = some ?? [.. booking.Tickets.Where(ticket => CanGo(booking, ticket))];
        if (given.Count == 0 || !given.All(ticket => CanGo(booking, ticket)))
        {
            return Opinion.Problem(409, "ticket_not_valid");
        }

        if (!booking.Slot.IsCancelled && town.Now > last)
        {
            return Opinion.Problem(409, "cancel_too_late", ("cancel_until", last));
        }

        booking.Cancel(given);
        booking.Slot.Queue = booking.Slot.SettledAt(town.Now);
        return Show(200, booking);
    }

    /// <summary>Also what is missed by now, where the slot was cancelled, or moved to before what was promised.</summary>
    private bool CanGo(Booking booking, Ticket ticket) => ticket.Status == "valid"
        && (booking.Slot.IsCancelled || town.Now < booking.Seen.MissedAt || booking.Seen.IsPromisedAt(town.Now));

    private Opinion Show(int status, Booking booking) => Opinion.Done(
        status,
        ("status", booking.StatusAt(town.Now)),
        ("refund_status", booking.Refunds),
        ("starts_at", booking.Seen.StartsAt),
        ("cancel_until", booking.Seen.LastCancel),
        ("points", booking.Points),
        ("cash_fen", booking.CashFen),
        ("fee_fen", 0),
        ("refunded_points", booking.RefundedPoints));
}
