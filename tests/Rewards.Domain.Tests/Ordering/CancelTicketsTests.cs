using Rewards.Domain.Ordering;
using Rewards.Domain.Supplying;

namespace Rewards.Domain.Tests.Ordering;

public sealed class CancelTicketsTests
{
    /// <summary>It starts a day later, and a film's ladder holds.</summary>
    private static readonly Ordered Paid = OrderTickets.Decide(
        OrderTicketsTests.Wish(price: 1500), Some.Account(400), Some.Moment()).Value;

    [Fact]
    public void Its_points_and_places_come_back()
    {
        var done = Cancel(Paid, "2026-11-24 12:30").Value;

        Assert.Equal((OrderStatus.Cancelled, RefundStatus.Full, 2), (done.Order.Status, done.Order.RefundStatus, done.Places));
        Assert.Equal((new Points(300), Fen.Zero), (done.Paid.Refund!.Split.Points, done.Paid.Refund.Split.Cash));
        Assert.Equal(new Points(400), done.Ledger.Account.Available);
        Assert.Equal(0, done.Order.Counting);
    }

    [Fact]
    public void One_of_two_is_given_back_with_its_own_points()
    {
        var one = Cancel(Paid, "2026-11-24 12:30", "tkt_2").Value;

        Assert.Equal((OrderStatus.Confirmed, RefundStatus.Part, 1), (one.Order.Status, one.Order.RefundStatus, one.Places));
        Assert.Equal(new Points(250), one.Ledger.Account.Available);
        var rest = CancelTickets.Decide(
            new Cancellation(one.Order, null, CancellationRules.Cinema, false), one.Paid.Refund!.Redemption, one.Ledger.Account, Some.Moment("2026-11-24 12:40")).Value;
        Assert.Equal((RefundStatus.Full, new Points(400)), (rest.Order.RefundStatus, rest.Ledger.Account.Available));
    }

    [Theory]
    [InlineData("2026-11-25 11:30", null)]
    [InlineData("2026-11-25 11:31", "cancel_too_late")]
    [InlineData("2026-11-25 12:14", "cancel_too_late")]
    [InlineData("2026-11-25 12:15", "ticket_not_valid")]
    public void It_can_be_cancelled_to_the_minute(string clock, string? code) =>
        Assert.Equal(code, Cancel(Paid, clock).Refusal?.Code);

    [Fact]
    public void Of_a_slot_that_was_cancelled_everything_comes_back_at_any_time()
    {
        var done = CancelTickets.Decide(
            new Cancellation(Paid.Order, null, CancellationRules.Cinema, IsInFull: true),
            Paid.Redemption,
            Paid.Ledger.Account,
            Some.Moment("2026-11-26 12:00")).Value;

        Assert.Equal(new Points(300), done.Paid.Refund!.Split.Points);
    }

    [Theory]
    [InlineData("tkt_3")]
    [InlineData("tkt_1", "tkt_3")]
    public void A_ticket_that_is_not_there_is_none_to_cancel(params string[] tickets) =>
        Assert.Equal("ticket_not_valid", Cancel(Paid, "2026-11-24 12:30", tickets).Refusal!.Code);

    [Fact]
    public void What_was_cancelled_is_not_cancelled_twice()
    {
        var done = Cancel(Paid, "2026-11-24 12:30", "tkt_1").Value;

        var again = CancelTickets.Decide(
            new Cancellation(done.Order, ["tkt_1"], CancellationRules.Cinema, false), done.Paid.Refund!.Redemption, done.Ledger.Account, Some.Moment("2026-11-24 12:40"));

        Assert.Equal(("ticket_not_valid", TicketStatus.Cancelled), (again.Refusal!.Code, (TicketStatus)again.Refusal.Facts["ticket_status"]));
    }

    [Theory]
    [InlineData(4999, 4999, 10, 499)]
    [InlineData(1250, 5000, 20, 1000)]
    [InlineData(1250, 5000, 30, 1250)]
    [InlineData(0, 5000, 30, 0)]
    public void The_fee_is_of_the_price_and_from_the_cash_only(long cash, long price, int percent, long fee) =>
        Assert.Equal(new Fen(fee), CancelTickets.FeeOf(new Fen(cash), new Fen(price), percent));

    [Fact]
    public void Nothing_is_given_back_beyond_what_was_paid() => Assert.Throws<LedgerException>(() => CancelTickets.Decide(
        new Cancellation(Paid.Order, null, CancellationRules.Cinema, false),
        Paid.Redemption! with { Points = new Points(299) },
        Paid.Ledger.Account,
        Some.Moment("2026-11-24 12:30")));

    private static Outcome<TicketsCancelled> Cancel(Ordered ordered, string clock, params string[] tickets) => CancelTickets.Decide(
        new Cancellation(ordered.Order, tickets.Length == 0 ? null : tickets, CancellationRules.Cinema, false),
        ordered.Redemption,
        ordered.Ledger.Account,
        Some.Moment(clock));
}
