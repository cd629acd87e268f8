using Rewards.Domain.Admitting;
using Rewards.Domain.Ordering;
using Rewards.Domain.Tests.Ordering;

namespace Rewards.Domain.Tests.Admitting;

/// <summary>An order of two tickets for noon the next day, missed a quarter past.</summary>
public sealed class ForgiveMissedTests
{
    private static readonly Order Booked =
        OrderTickets.Decide(OrderTicketsTests.Wish(price: 0), Some.Account(300), Some.Moment()).Value.Order with { IsMissCounted = true };

    [Theory]
    [InlineData("2026-11-25 12:14", TicketStatus.Valid)]
    [InlineData("2026-11-25 12:15", null)]
    public void Only_what_was_missed_is_forgiven(string clock, TicketStatus? status) =>
        Assert.Equal(status, Forgive(Booked, "tkt_1", clock).Refusal?.Facts["ticket_status"]);

    [Fact]
    public void The_booking_counts_until_each_of_its_tickets_is_forgiven()
    {
        var one = Forgive(Booked, "tkt_1", "2026-11-26 09:00").Value;
        var both = Forgive(one.Order, "tkt_2", "2026-11-26 09:01").Value;

        Assert.Equal((true, false), (one.Order.WouldBeMissed, both.Order.WouldBeMissed));
        Assert.Empty(both.Ledger.Entries);
    }

    [Fact]
    public void When_it_was_forgiven_is_said_once()
    {
        var first = Forgive(Booked, "tkt_1", "2026-11-26 09:00").Value.Order;
        var again = Forgive(first, "tkt_1", "2026-11-27 09:00").Value.Order;

        Assert.Equal(Some.At("2026-11-26 09:00"), again.Tickets[0].ForgivenAt);
    }

    private static Outcome<MissForgiven> Forgive(Order order, string ticket, string clock) =>
        ForgiveMissed.Decide(order, ticket, Some.Account(300), Some.Moment(clock));
}
