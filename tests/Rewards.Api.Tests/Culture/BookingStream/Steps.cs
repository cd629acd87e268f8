using Rewards.Api.Tests.Culture.BookingStream.Calls;
using Rewards.Api.Tests.Culture.BookingStream.Model;

namespace Rewards.Api.Tests.Culture.BookingStream;

/// <summary>Makes one step after the other, each decided by the model at once. Everything follows from the seed.</summary>
internal sealed class Steps
{
    private const int SlotsAtATime = 3;

    private readonly Town town;
    private readonly Choices choices;
    private readonly OrderCalls orders;
    private readonly QueueCalls queues;
    private readonly DoorCalls door;
    private readonly SlotCalls slots;
    private readonly List<Func<int, Step?>> lottery;

    public Steps(Random random, Town town)
    {
        (this.town, choices) = (town, new Choices(random, town));
        (orders, queues, door, slots) = (new OrderCalls(town), new QueueCalls(town), new DoorCalls(town), new SlotCalls(town));
        (int Tickets, Func<int, Step?> Make)[] all =
        [
            (26, Order), (13, Cancel), (18, Admit), (3, Undo), (5, LetInWalkIns), (3, Forgive),
            (4, Move), (1, CancelSlot), (5, Resize), (15, Join), (5, Leave),
        ];
        lottery = [.. all.SelectMany(one => Enumerable.Repeat(one.Make, one.Tickets))];
    }

    /// <param name="number">From 1.</param>
    public Step Next(int number)
    {
        var scarce = Terms.All.FirstOrDefault(terms => town.Live.Count(slot => slot.Terms == terms && IsAhead(slot)) < SlotsAtATime);
        return scarce is not null && choices.OneIn(2)
            ? Make(number, scarce)
            : lottery[choices.From(0, lottery.Count - 1)](number) ?? Order(number) ?? Make(number, Terms.All[0]);
    }

    private bool IsAhead(Slot slot) => !slot.IsCancelled && slot.ClosesAt > town.Now;

    private Step Make(int number, Terms terms)
    {
        var start = choices.StartOfNew();
        while (town.Slots.Any(slot => slot.StartsAt == start))
        {
            start = start.AddMilliseconds(1);
        }

        return slots.Make(number, terms, (start, TimeSpan.FromMinutes(choices.From(40, 100))), choices.From(1, 4));
    }

    private Step? Order(int number)
    {
        if (choices.SlotToBook() is not { } slot)
        {
            return null;
        }

        var quantity = choices.Quantity();
        return orders.Order(number, choices.GuestFor(slot), slot, quantity, choices.PointsFor(slot.Terms, quantity));
    }

    private Step? Cancel(int number) => choices.BookingToCancel() is not { } booking
        ? null
        : orders.Cancel(
            number,
            choices.OneIn(50) ? choices.Guest() : booking.Guest,
            booking,
            choices.OneIn(2) ? null : choices.SomeOf(booking));

    private Step? Admit(int number) =>
        choices.BookingAtDoor() is { } booking ? door.Admit(number, booking, choices.SomeOf(booking)) : null;

    private Step? Undo(int number) => choices.UsedBooking() is { } booking
        ? door.Undo(number, booking, choices.One(booking.Tickets.Where(ticket => choices.OneIn(10) || ticket.Status == "used")) ?? booking.Tickets[0])
        : null;

    private Step? Forgive(int number) => choices.MissedBooking() is { } booking
        ? door.Forgive(number, booking, choices.SomeOf(booking)[0])
        : null;

    private Step? LetInWalkIns(int number)
    {
        if (choices.SlotAtDoor() is not { } slot)
        {
            return null;
        }

        var places = choices.From(1, 2);
        return door.LetInWalkIns(number, slot, places, choices.From(places, places * slot.Terms.Admits));
    }

    private Step? Move(int number) =>
        choices.AnySlot() is { } slot ? slots.Move(number, slot, choices.MoveOf(slot)) : null;

    private Step? CancelSlot(int number) => choices.AnySlot() is { } slot ? slots.Cancel(number, slot) : null;

    private Step? Resize(int number) =>
        choices.AnySlot() is { } slot ? slots.Resize(number, slot, Math.Max(1, slot.Taken + choices.From(-2, 2))) : null;

    private Step? Join(int number) => choices.FullSlot() is { } slot
        ? queues.Join(number, choices.Guest(), slot, choices.OneIn(3) ? 2 : 1)
        : null;

    private Step? Leave(int number) =>
        choices.EntryToLeave() is { } one ? queues.Leave(number, one.Slot, one.Entry) : null;
}
