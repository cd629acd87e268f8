using Rewards.Api.Tests.Culture.BookingStream.Model;

namespace Rewards.Api.Tests.Culture.BookingStream.Calls;

/// <summary>The merchant lets in, takes back, and an operator forgives.</summary>
internal sealed class DoorCalls(Town town)
{
    public Step Admit(int number, Booking booking, IReadOnlyList<Ticket> some)
    {
        var body = new { TicketIds = some.Select(ticket => $"~{ticket.Name}~"), Manual = true };
        var call = new Call(number, "centre", "POST", "/v1/admissions", body);
        return new Step(call, WhyNot(booking, some) is { } code ? Opinion.Problem(409, code) : LetIn(booking, some));
    }

    public Step Undo(int number, Booking booking, Ticket ticket)
    {
        var call = new Call(number, "centre", "POST", $"/v1/admissions/~{ticket.Name}~/undo", new { });
        return new Step(call, ticket.Status != "used" ? Opinion.Problem(409, "ticket_not_used")
            : town.Now > ticket.UsedAt.AddMinutes(10) ? Opinion.Problem(409, "undo_too_late")
            : booking.Slot.Terms.IsPaidThere ? TakeBackAll(booking)
            : TakeBack(booking, ticket));
    }

    public Step LetInWalkIns(int number, Slot slot, int places, int people)
    {
        var call = new Call(number, "centre", "POST", $"/v1/slots/~{slot.Name}~/walk-ins", new { Places = places, People = people });
        return new Step(call, DecideWalkIns(slot, places));
    }

    public Step Forgive(int number, Booking booking, Ticket ticket)
    {
        var call = new Call(number, "operator", "POST", $"/v1/operator/tickets/~{ticket.Name}~/forgive", new { Reason = "暴雨停运" });
        var status = booking.StatusOf(ticket, town.Now);
        if (status != "missed")
        {
            return new Step(call, Opinion.Problem(409, "ticket_not_missed", ("ticket_status", status)));
        }

        ticket.IsForgiven = true;
        return new Step(call, Opinion.Done(200, ("forgiven_at", town.Now)));
    }

    /// <summary>The first rule that one of the tickets breaks; null: none.</summary>
    private string? WhyNot(Booking booking, IReadOnlyList<Ticket> some)
    {
        var (seen, now) = (booking.Seen, town.Now);
        (string Code, bool IsBroken)[] rules =
        [
            ("ticket_cancelled", some.Any(ticket => ticket.Status == "cancelled")),
            ("too_early", now < seen.StartsAt.AddMinutes(-30)),
            ("too_late", now >= seen.EndsAt),
            ("ticket_used", some.Any(ticket => ticket.Status == "used")),
            ("slot_cancelled", booking.Slot.IsCancelled),

            // It moved to a later time, and nobody was told before the hold was over.
            ("redemption_not_held", booking.Slot.Terms.IsPaidThere && now >= booking.HeldUntil),
        ];
        return rules.FirstOrDefault(rule => rule.IsBroken).Code;
    }

    private Opinion LetIn(Booking booking, IReadOnlyList<Ticket> some)
    {
        var (slot, others) = (booking.Slot, booking.Valid.Except(some).ToList());
        foreach (var ticket in some)
        {
            (ticket.Status, ticket.UsedAt, ticket.People) = ("used", town.Now, slot.Terms.Admits);
        }

        if (slot.Terms.IsPaidThere)
        {
            booking.Guest.Spent += some.Sum(ticket => ticket.Points);
            Give(booking, others);
        }

        return Opinion.Done(
            201,
            ("people", some.Sum(ticket => ticket.People)),
            ("cash_fen", slot.Terms.IsPaidThere ? some.Sum(ticket => ticket.Cash) : 0));
    }

    /// <summary>What was paid at the door was admitted once, and is cancelled in full.</summary>
    private Opinion TakeBackAll(Booking booking)
    {
        var used = booking.Tickets.Where(ticket => ticket.Status == "used").ToList();
        booking.Guest.Spent -= used.Sum(ticket => ticket.Points);
        Give(booking, used);
        return Undone("cancelled", used.Sum(ticket => ticket.People), used.Sum(ticket => ticket.Cash));
    }

    private Opinion TakeBack(Booking booking, Ticket ticket)
    {
        ticket.Status = "valid";
        if (booking.Slot.IsCancelled)
        {
            booking.Cancel(booking.Valid);
        }

        return Undone(booking.StatusOf(ticket, town.Now), ticket.People, 0);
    }

    private static Opinion Undone(string status, int people, long cash) =>
        Opinion.Done(200, ("ticket_status", status), ("people", people), ("cash_fen", cash));

    private void Give(Booking booking, List<Ticket> back)
    {
        booking.Cancel(back);
        booking.Slot.Queue = back.Count == 0 ? booking.Slot.Queue : booking.Slot.SettledAt(town.Now);
    }

    private Opinion DecideWalkIns(Slot slot, int places)
    {
        // What somebody did not take in time is the next one's, before it is anybody's.
        var (now, queue) = (town.Now, slot.SettledAt(town.Now));
        var left = slot.LeftForWalkInsAt(now, queue);
        if (WhyClosed(slot) is { } closed)
        {
            return Opinion.Problem(409, closed);
        }

        if (left < places)
        {
            return Opinion.Problem(422, "no_place_left", ("left", Math.Max(0, left)));
        }

        slot.Queue = queue;
        slot.WalkInTaken += places;
        slot.WalkInPlaces = slot.IsReleasedAt(now) ? slot.WalkInPlaces : Math.Max(slot.WalkInPlaces, slot.WalkInTaken);
        return Opinion.Done(201, ("left", left - places));
    }

    private string? WhyClosed(Slot slot) => slot.IsCancelled ? "slot_cancelled"
        : town.Now < slot.DoorAt ? "too_early"
        : town.Now >= slot.EndsAt ? "too_late"
        : null;
}
