using Rewards.Domain.Ordering;
using Rewards.Domain.Redeeming;
using Rewards.Domain.Supplying;
using Rewards.Domain.Tests.Ordering;

namespace Rewards.Domain.Tests.Paying;

/// <summary>Orders whose cash is paid online: at noon, for noon of the next day.</summary>
public sealed class AwaitingPaymentTests
{
    [Theory]
    [InlineData(5_030, 1, 500, 463, 400)]
    [InlineData(5_030, 1, 503, 503, 0)]
    [InlineData(5_005, 1, 1_000, 460, 405)]
    [InlineData(2_505, 2, 1_000, 461, 400)]
    [InlineData(5_000, 1, 0, 0, 5_000)]
    [InlineData(400, 1, 39, 0, 400)]
    public void So_much_is_left_to_be_paid_that_it_can_be_paid(long price, int tickets, long has, long points, long cash)
    {
        var order = Order(Wish(price, tickets), has).Value.Order;

        Assert.Equal((new Points(points), new Fen(cash)), (order.Points, order.Cash));
    }

    [Fact]
    public void Each_ticket_has_its_part_of_the_cash()
    {
        var tickets = Order(Wish(2_505, 2), 1_000).Value.Order.Tickets;

        Assert.Equal([new Points(231), new Points(230)], tickets.Select(ticket => ticket.Points));
        Assert.Equal([new Fen(195), new Fen(205)], tickets.Select(ticket => ticket.Cash));
    }

    [Theory]
    [InlineData(399, 39, null, "below_cash_minimum")]
    [InlineData(390, 39, null, null)]
    [InlineData(390, 39, 38L, "below_cash_minimum")]
    [InlineData(5_030, 503, 463L, null)]
    [InlineData(5_030, 503, 464L, "cap_exceeded")]
    [InlineData(5_030, 503, 503L, null)]
    [InlineData(5_030, 503, 504L, "insufficient_points")]
    public void Who_asks_for_points_leaves_nothing_to_pay_or_enough(long price, long has, long? points, string? code) => Assert.Equal(
        code, Order(Wish(price) with { Points = points is { } some ? new Points(some) : null }, has).Refusal?.Code);

    [Fact]
    public void Where_no_payment_is_taken_it_is_refused_unless_points_pay_it()
    {
        Assert.Equal("payment_unavailable", Order(Wish(5_000) with { TakesPayments = false }, 300).Refusal?.Code);
        Assert.Equal(OrderStatus.Confirmed, Order(Wish(5_000) with { TakesPayments = false }, 500).Value.Order.Status);
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(3, "person_limit")]
    public void So_many_may_await_payment(int unpaid, string? code) =>
        Assert.Equal(code, Order(Wish(5_000) with { Had = new TicketsHad(0, 0, 0, 0, unpaid) }, 300).Refusal?.Code);

    [Theory]
    [InlineData(4, "2026-11-24 11:00", null)]
    [InlineData(5, "2026-11-23 12:00", null)]
    [InlineData(5, "2026-11-23 12:00:00.001", "payment_blocked")]
    [InlineData(5, "2026-11-17 11:59", null)]
    public void Who_lets_too_many_lapse_waits_a_day(int lapsed, string last, string? code) => Assert.Equal(
        code, Order(Wish(5_000) with { Lapsed = [.. Enumerable.Repeat(Some.At(last), lapsed)] }, 300).Refusal?.Code);

    [Theory]
    [InlineData(60, "2026-11-24 12:30")]
    [InlineData(30, "2026-11-24 12:30")]
    [InlineData(10, "2026-11-24 12:10")]
    [InlineData(3, null)]
    public void It_can_be_paid_until_booking_ends(int minutesToStart, string? until)
    {
        var wish = Wish(5_000);
        var start = Some.At(Some.Noon).AddMinutes(minutesToStart);
        var soon = wish with { Places = wish.Places with { Slot = wish.Places.Slot! with { StartsAt = start, EndsAt = start.AddHours(2) } } };

        var outcome = Order(soon, 300);

        Assert.Equal(until is null ? "booking_closed" : null, outcome.Refusal?.Code);
        Assert.True(until is null || outcome.Value.Order.PayUntil == Some.At(until));
    }

    [Fact]
    public void It_is_cancelled_as_a_whole_and_nothing_was_paid()
    {
        var booked = Order(Wish(5_000, 2), 300).Value;

        var part = Cancel(booked, "tkt_1");
        var all = Cancel(booked, "tkt_1", "tkt_2").Value;

        Assert.Equal("ticket_not_valid", part.Refusal?.Code);
        Assert.Equal((OrderStatus.Cancelled, new Points(300), Fen.Zero), (all.Order.Status, all.Order.RefundedPoints, all.Order.RefundedCash));
        Assert.Equal((new Points(300), RedemptionStatus.Released), (all.Ledger.Account.Available, all.Paid.Redemption!.Status));
    }

    [Theory]
    [InlineData("2026-11-24 12:44:59.999", 2, TicketStatus.Pending)]
    [InlineData("2026-11-24 12:45", 0, TicketStatus.Cancelled)]
    public void It_counts_against_its_member_until_its_time_is_over(string clock, int counting, TicketStatus ticket)
    {
        var order = Order(Wish(5_000, 2), 300).Value.Order;

        Assert.Equal((counting, ticket), (order.CountingAt(Some.At(clock)), order.StatusOf(order.Tickets[0], Some.At(clock))));
        Assert.Equal(order.HeldUntil, order.GiveBackAt);
    }

    private static Outcome<TicketsCancelled> Cancel(Ordered booked, params string[] tickets) => CancelTickets.Decide(
        new Cancellation(booked.Order, tickets, CancellationRules.Cinema, IsInFull: false),
        booked.Redemption,
        booked.Ledger.Account,
        Some.Moment("2026-11-24 12:10"));

    private static Outcome<Ordered> Order(OrderRequest wish, long has) =>
        OrderTickets.Decide(wish, Some.Account(has), Some.Moment());

    private static OrderRequest Wish(long price, int tickets = 1) =>
        OrderTicketsTests.Wish(price, tickets: tickets) with { TakesPayments = true };
}
