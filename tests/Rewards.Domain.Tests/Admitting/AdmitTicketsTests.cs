using Rewards.Domain.Admitting;
using Rewards.Domain.Ordering;
using Rewards.Domain.Tests.Ordering;

namespace Rewards.Domain.Tests.Admitting;

/// <summary>Of an order of two tickets, on the next day from noon to one o'clock, at one venue.</summary>
public sealed class AdmitTicketsTests
{
    private static readonly Order Booked = OrderTickets
        .Decide(OrderTicketsTests.Wish(price: 0), Some.Account(300), Some.Moment()).Value.Order with
    { VenueId = "ven_1" };

    [Fact]
    public void Who_comes_in_is_shared_among_the_tickets_and_no_point_moves()
    {
        var done = Admit("2026-11-25 12:00", with => with with { People = 3 }).Value;

        Assert.Equal([2, 1], done.Used.Select(ticket => ticket.Use!.People));
        Assert.Equal((3, "ven_1"), (done.People, done.Used[0].Use!.VenueId));
        Assert.Empty(done.Ledger.Entries);
        Assert.Equal(OrderStatus.Completed, done.Order.StatusAt(Some.At("2026-11-25 12:01")));
    }

    [Theory]
    [InlineData("2026-11-25 11:29", "too_early")]
    [InlineData("2026-11-25 11:30", null)]
    [InlineData("2026-11-25 12:15", null)]
    [InlineData("2026-11-25 12:59", null)]
    [InlineData("2026-11-25 13:00", "too_late")]
    public void It_lets_in_from_the_doors_opening_to_the_slots_end(string clock, string? code) =>
        Assert.Equal(code, Admit(clock).Refusal?.Code);

    [Fact]
    public void What_stands_in_the_way_first_is_said()
    {
        var used = Admit("2026-11-25 12:00").Value.Order;
        var cancelled = used with { Tickets = [used.Tickets[0] with { Status = TicketStatus.Cancelled }, used.Tickets[1]] };

        Assert.Equal("ticket_cancelled", Code(cancelled, "2026-11-24 12:00", new Door("ven_2", "slt_2")));
        Assert.Equal("wrong_venue", Code(used, "2026-11-24 12:00", new Door("ven_2", "slt_2")));
        Assert.Equal("wrong_slot", Code(used, "2026-11-24 12:00", new Door("ven_1", "slt_2")));
        Assert.Equal("too_early", Code(used, "2026-11-24 12:00", new Door("ven_1", "slt_1")));
        Assert.Equal("too_late", Code(used, "2026-11-26 12:00", new Door(null, null)));
        Assert.Equal("ticket_used", Code(used, "2026-11-25 12:30", new Door(null, null)));
        Assert.Equal("slot_cancelled", Code(Booked, "2026-11-25 12:30", new Door(null, null)));

        static string Code(Order order, string clock, Door door) => AdmitTickets.Decide(
            new Admission(order, ["tkt_1", "tkt_2"], door, 4) { IsSlotCancelled = true }, null, Some.Account(300), Some.Moment(clock)).Refusal!.Code;
    }

    [Theory]
    [InlineData("2026-11-25 12:10", null)]
    [InlineData("2026-11-25 12:11", "undo_too_late")]
    public void A_mistake_is_taken_back_within_ten_minutes(string clock, string? code)
    {
        var used = Admit("2026-11-25 12:00").Value.Order;

        var undone = TakeBackAdmission.Decide(new AdmissionUndo(used, "tkt_2"), null, Some.Account(300), Some.Moment(clock));

        Assert.Equal(code, undone.Refusal?.Code);
        Assert.True(code is not null || undone.Value.Order.Tickets[1] is { Status: TicketStatus.Valid, UsedAt: null, Use: null });
    }

    [Fact]
    public void What_was_not_used_is_not_taken_back()
    {
        var refusal = TakeBackAdmission.Decide(new AdmissionUndo(Booked, "tkt_1"), null, Some.Account(300), Some.Moment("2026-11-25 13:00")).Refusal!;

        Assert.Equal(("ticket_not_used", TicketStatus.Missed), (refusal.Code, refusal.Facts["ticket_status"]));
    }

    [Fact]
    public void What_is_taken_back_of_a_slot_that_was_cancelled_is_given_back_at_once()
    {
        var used = Admit("2026-11-25 12:00", with => with with { TicketIds = ["tkt_1"] }).Value.Order;

        var undone = TakeBackAdmission.Decide(
            new AdmissionUndo(used, "tkt_1") { SlotCancelledFor = "检修" }, null, Some.Account(300), Some.Moment("2026-11-25 12:05")).Value;

        Assert.All(undone.Order.Tickets, ticket => Assert.True(ticket is { Status: TicketStatus.Cancelled, UsedAt: null, Use: null }));
        Assert.Equal((OrderStatus.Cancelled, "检修", 2, Fen.Zero), (undone.Order.Status, undone.Order.Reason, undone.Places, undone.Cash));
    }

    [Fact]
    public void Points_come_back_with_it_and_another_ticket_that_was_used_stays_used()
    {
        var paid = OrderTickets.Decide(OrderTicketsTests.Wish(price: 1_000), Some.Account(1_000), Some.Moment()).Value;
        var inside = Admit(paid.Order, "2026-11-25 12:00").Value.Order;

        var undone = TakeBackAdmission.Decide(
            new AdmissionUndo(inside, "tkt_2") { SlotCancelledFor = "检修" }, paid.Redemption, paid.Ledger.Account, Some.Moment("2026-11-25 12:05")).Value;

        Assert.Equal([TicketStatus.Used, TicketStatus.Cancelled], undone.Order.Tickets.Select(ticket => ticket.Status));
        Assert.Equal((OrderStatus.Confirmed, 1, 1), (undone.Order.Status, undone.Places, undone.Before.Count));
        Assert.Equal(paid.Ledger.Account.Available + paid.Order.Tickets[1].Points, undone.Paid.Ledger.Account.Available);
    }

    private static Outcome<TicketsAdmitted> Admit(string clock, Func<Admission, Admission>? change = null) =>
        Admit(Booked, clock, change);

    private static Outcome<TicketsAdmitted> Admit(Order order, string clock, Func<Admission, Admission>? change = null)
    {
        var wanted = new Admission(order, ["tkt_1", "tkt_2"], new Door(null, null), 4);
        return AdmitTickets.Decide(change?.Invoke(wanted) ?? wanted, null, Some.Account(300), Some.Moment(clock));
    }
}
