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

        var undone = TakeBackAdmission.Decide(used, "tkt_2", null, Some.Account(300), Some.Moment(clock));

        Assert.Equal(code, undone.Refusal?.Code);
        Assert.True(code is not null || undone.Value.Order.Tickets[1] is { Status: TicketStatus.Valid, UsedAt: null, Use: null });
    }

    [Fact]
    public void What_was_not_used_is_not_taken_back()
    {
        var refusal = TakeBackAdmission.Decide(Booked, "tkt_1", null, Some.Account(300), Some.Moment("2026-11-25 13:00")).Refusal!;

        Assert.Equal(("ticket_not_used", TicketStatus.Missed), (refusal.Code, refusal.Facts["ticket_status"]));
    }

    private static Outcome<TicketsAdmitted> Admit(string clock, Func<Admission, Admission>? change = null)
    {
        var wanted = new Admission(Booked, ["tkt_1", "tkt_2"], new Door(null, null), 4);
        return AdmitTickets.Decide(change?.Invoke(wanted) ?? wanted, null, Some.Account(300), Some.Moment(clock));
    }
}
