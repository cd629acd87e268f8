using Rewards.Domain.Admitting;
using Rewards.Domain.Ledger;
using Rewards.Domain.Ordering;
using Rewards.Domain.Programmes;
using Rewards.Domain.Redeeming;
using Rewards.Domain.Supplying;
using Rewards.Domain.Tests.Ordering;

namespace Rewards.Domain.Tests.Admitting;

/// <summary>Three film tickets at 50 yuan: of 1,000 points each takes 334, 333 and 333, and the rest in money at the door.</summary>
public sealed class PaidAtVenueTests
{
    private static readonly Ordered Booked = OrderTickets.Decide(Film(), Some.Account(1_000), Some.Moment()).Value;

    [Fact]
    public void Points_are_held_until_the_slot_ends()
    {
        Assert.Equal(["Hold 1000 available to held"], Booked.Ledger.Entries.InWords());
        Assert.Equal((RedemptionStatus.Held, Booked.Order.Times.ValidUntil), (Booked.Redemption!.Status, Booked.Redemption.HoldExpiresAt));
        Assert.True(Booked.Order is { HoldsUntil: not null, IsMissCounted: true });
    }

    [Fact]
    public void Who_comes_with_all_pays_what_points_do_not_cover()
    {
        var done = Admit(Booked, "tkt_1", "tkt_2", "tkt_3");

        Assert.Equal(["Capture 1000 held to merchant:mch_bookshop"], done.Ledger.Entries.InWords());
        Assert.Equal((new Fen(5_000), 0, null), (done.Cash, done.Cancelled, done.Paid.Refund));
        Assert.Equal(done.Cash, done.Paid.Redemption!.Cash);
    }

    [Fact]
    public void What_nobody_came_with_comes_back_and_the_cash_that_stays_is_what_the_drawer_got()
    {
        var done = Admit(Booked, "tkt_2");

        Assert.Equal((2, new Points(667)), (done.Cancelled, done.Paid.Refund!.Split.Points));
        Assert.Equal(done.Cash, Staying(done.Paid));
        Assert.Equal(new Points(667), done.Ledger.Account.Available);
        Assert.Equal(OrderStatus.Completed, done.Order.StatusAt(done.Ledger.Moment.Now));
    }

    [Fact]
    public void What_was_given_back_before_has_its_points_and_is_refunded_in_money_only()
    {
        var one = Cancel(Booked.Order, Booked.Redemption!, Booked.Ledger.Account, "tkt_1");
        Assert.Equal((new Points(334), new Points(666), RedemptionStatus.Held), (one.Ledger.Account.Available, one.Paid.Redemption!.Points, one.Paid.Redemption.Status));

        var done = Admit(new Ordered(one.Order, one.Paid.Redemption, one.Ledger), "tkt_2");

        Assert.Equal((new Points(333), new Points(667)), (done.Paid.Refund!.Split.Points, done.Ledger.Account.Available));
        Assert.Equal(done.Cash, Staying(done.Paid));
    }

    [Fact]
    public void With_the_last_ticket_the_hold_is_released()
    {
        var two = Cancel(Booked.Order, Booked.Redemption!, Booked.Ledger.Account, "tkt_1", "tkt_3");
        var all = Cancel(two.Order, two.Paid.Redemption!, two.Ledger.Account, "tkt_2");

        Assert.Equal((RedemptionStatus.Released, new Points(1_000)), (all.Paid.Redemption!.Status, all.Ledger.Account.Available));
        Assert.Empty(all.Ledger.Account.Holds);
        Assert.Equal((OrderStatus.Cancelled, false), (all.Order.Status, all.Order.HoldsUntil is not null));
    }

    [Fact]
    public void To_take_it_back_cancels_all_of_it()
    {
        var admitted = Admit(Booked, "tkt_1", "tkt_2");

        var undone = TakeBackAdmission.Decide(
            new AdmissionUndo(admitted.Order, "tkt_1") { SlotCancelledFor = "检修" },
            admitted.Paid.Redemption,
            admitted.Ledger.Account,
            Some.Moment("2026-11-25 12:05")).Value;

        Assert.Equal((2, admitted.Cash, OrderStatus.Cancelled), (undone.Places, undone.Cash, undone.Order.Status));
        Assert.Equal("检修", undone.Order.Reason);
        Assert.Equal(new Points(1_000), undone.Paid.Ledger.Account.Available);
        Assert.Equal(undone.Paid.Redemption!.Purchase.Gross, undone.Paid.Redemption.RefundedGross);
    }

    [Fact]
    public void A_hold_that_is_over_gives_nothing_twice()
    {
        var done = CancelTickets.Decide(
            new Cancellation(Booked.Order, null, CancellationRules.Cinema, IsInFull: true),
            Booked.Redemption,
            Booked.Ledger.Account,
            Some.Moment("2026-11-26 12:00")).Value;

        Assert.Equal((new Points(1_000), null), (done.Ledger.Account.Available, done.Paid.Redemption));
    }

    [Theory]
    [InlineData(9, null)]
    [InlineData(10, "person_limit")]
    public void So_many_orders_may_wait_for_a_door(int held, string? code) => Assert.Equal(
        code, OrderTickets.Decide(Film() with { Had = new TicketsHad(0, 0, 0, held) }, Some.Account(1_000), Some.Moment()).Refusal?.Code);

    /// <summary>Gross, less points, less what was refunded in money.</summary>
    private static Fen Staying(PaymentChange paid) => paid.Redemption!.Cash - paid.Refund!.Split.Cash;

    private static TicketsAdmitted Admit(Ordered booked, params string[] tickets) => AdmitTickets.Decide(
        new Admission(booked.Order, tickets, new Door(null, null), 1),
        booked.Redemption,
        booked.Ledger.Account,
        Some.Moment("2026-11-25 12:00")).Value;

    private static TicketsCancelled Cancel(Order order, Redemption redemption, Account account, params string[] tickets) =>
        CancelTickets.Decide(
            new Cancellation(order, tickets, CancellationRules.Cinema, false), redemption, account, Some.Moment("2026-11-25 11:00")).Value;

    private static OrderRequest Film()
    {
        var wish = OrderTicketsTests.Wish(price: 5_000, tickets: 3);
        var content = wish.Offer.Content with { Payment = PaymentWay.AtVenue };
        return wish with { Offer = wish.Offer with { Category = Category.Film, Content = content } };
    }
}
