using Rewards.Domain.Ledger;
using Rewards.Domain.Ordering;
using Rewards.Domain.Paying;
using Rewards.Domain.Redeeming;
using Rewards.Domain.Supplying;
using Rewards.Domain.Tests.Ordering;

namespace Rewards.Domain.Tests.Paying;

/// <summary>Two tickets at 50 yuan, ordered at noon with 300 points: 7,000 fen are to be paid until half past twelve.</summary>
public sealed class SettlePaymentTests
{
    private static readonly Ordered Booked = OrderTickets.Decide(
        OrderTicketsTests.Wish(price: 5_000) with { TakesPayments = true }, Some.Account(300), Some.Moment()).Value;

    private static readonly PaymentAttempt Attempt =
        StartPayment.Decide(Booked.Order, [], "pay_1", Some.At("2026-11-24 12:01")).Value;

    private static readonly SessionReport Paid =
        new("cs_1", SessionState.Paid, new Fen(7_000), "cny", IsLive: false, "ord_1", "pay_1", "pi_1");

    [Fact]
    public void It_awaits_its_cash_with_points_held_and_tickets_pending()
    {
        Assert.Equal((OrderStatus.AwaitingPayment, Some.At("2026-11-24 12:30")), (Booked.Order.Status, Booked.Order.PayUntil));
        Assert.Equal((RedemptionStatus.Held, Some.At("2026-11-24 12:45")), (Booked.Redemption!.Status, Booked.Redemption.HoldExpiresAt));
        Assert.All(Booked.Order.Tickets, ticket => Assert.Equal(TicketStatus.Pending, ticket.Status));
        Assert.Equal((new Fen(7_000), 1), (Attempt.Amount, Attempt.N));
    }

    [Fact]
    public void What_is_paid_confirms_it_and_captures_its_points()
    {
        var done = Settle(Paid, "2026-11-24 12:44");

        Assert.Equal((OrderStatus.Confirmed, "pay_1", AttemptState.Paid), (done.Order.Status, done.Order.PaidBy, done.Attempt.State));
        Assert.Equal(["Capture 300 held to merchant:mch_bookshop"], done.Ledger.Entries.InWords());
        Assert.All(done.Order.Tickets, ticket => Assert.Equal(TicketStatus.Valid, ticket.Status));
        Assert.Null(done.Refund);
    }

    [Fact]
    public void What_comes_when_its_hold_is_over_goes_back()
    {
        var done = Settle(Paid, "2026-11-24 12:45");

        Assert.Equal((RefundCause.Late, new Fen(7_000)), (done.Refund!.Cause, done.Refund.Amount));
        Assert.Equal((AttemptState.Paid, OrderStatus.AwaitingPayment), (done.Attempt.State, done.Order.Status));
        Assert.Equal(OrderStatus.Expired, done.Order.StatusAt(Some.At("2026-11-24 12:45")));
    }

    [Fact]
    public void What_is_paid_a_second_time_goes_back()
    {
        var first = Settle(Paid, "2026-11-24 12:05");
        var other = Attempt with { Id = "pay_2", N = 2 };

        var second = SettlePayment.Decide(
            new PayingOrder(first.Order, other, first.Redemption),
            Paid with { AttemptId = "pay_2", PaymentId = "pi_2" },
            ("crf_2", false),
            first.Ledger.Account,
            Some.Moment("2026-11-24 12:06"));

        Assert.Equal((RefundCause.Duplicate, "pay_2"), (second.Refund!.Cause, second.Refund.AttemptId));
        Assert.Equal("pay_1", second.Order.PaidBy);
    }

    [Theory]
    [InlineData("amount")]
    [InlineData("currency")]
    [InlineData("mode")]
    [InlineData("order")]
    [InlineData("payment")]
    public void What_is_not_what_was_asked_for_has_no_effect_but_a_mark(string mismatch)
    {
        var report = mismatch switch
        {
            "amount" => Paid with { Amount = new Fen(6_999) },
            "currency" => Paid with { Currency = "usd" },
            "mode" => Paid with { IsLive = true },
            "order" => Paid with { OrderId = "ord_2" },
            _ => Paid with { PaymentId = null },
        };

        var done = Settle(report, "2026-11-24 12:05");

        Assert.Equal((AttemptState.Quarantined, mismatch), (done.Attempt.State, done.Attempt.Mismatch));
        Assert.Empty(done.Ledger.Entries);
        Assert.Equal(Booked.Order, done.Order);
        Assert.Equal("order_not_payable", Begin([done.Attempt], "2026-11-24 12:06").Refusal?.Code);
    }

    [Theory]
    [InlineData(SessionState.Open, AttemptState.Open)]
    [InlineData(SessionState.Ended, AttemptState.Ended)]
    public void What_is_not_paid_changes_no_order(SessionState said, AttemptState state)
    {
        var done = Settle(Paid with { State = said, PaymentId = null }, "2026-11-24 12:05");

        Assert.Equal((state, OrderStatus.AwaitingPayment), (done.Attempt.State, done.Order.Status));
        Assert.Null(done.Refund);
    }

    [Fact]
    public void What_ended_and_was_paid_after_all_counts()
    {
        var ended = Settle(Paid with { State = SessionState.Ended }, "2026-11-24 12:05");

        var done = SettlePayment.Decide(
            new PayingOrder(ended.Order, ended.Attempt, ended.Redemption), Paid, ("crf_1", false), ended.Ledger.Account, Some.Moment("2026-11-24 12:06"));

        Assert.Equal((AttemptState.Paid, OrderStatus.Confirmed), (done.Attempt.State, done.Order.Status));
    }

    [Theory]
    [InlineData("2026-11-24 12:27", null)]
    [InlineData("2026-11-24 12:27:00.001", "payment_closed")]
    [InlineData("2026-11-24 12:45", "order_not_payable")]
    public void Nobody_is_sent_to_pay_when_it_is_nearly_too_late(string clock, string? code) =>
        Assert.Equal(code, Begin([], clock).Refusal?.Code);

    [Fact]
    public void The_attempt_that_is_open_goes_on_and_one_that_ended_is_followed_by_the_next()
    {
        Assert.Same(Attempt, Begin([Attempt], "2026-11-24 12:29").Value);
        Assert.Equal(2, Begin([Attempt with { State = AttemptState.Ended }], "2026-11-24 12:10").Value.N);
    }

    /// <summary>
    /// Whatever the order of a payment, its being told, a look-up, a cancellation and the end of the hold: it is paid with
    /// tickets, or everything is back, once.
    /// </summary>
    [Fact]
    public void Every_order_of_events_ends_with_tickets_or_with_everything_back()
    {
        foreach (var events in Permutations(["paid", "webhook", "look-up", "cancel", "over"]))
        {
            var world = new World();
            foreach (var name in events)
            {
                world.Do(name);
            }

            world.Do("look-up");
            world.Do("book");
            Assert.True(world.IsRight, string.Join(", ", events) + ": " + world);
        }
    }

    private static IEnumerable<IReadOnlyList<string>> Permutations(IReadOnlyList<string> of) => of.Count == 0
        ? [[]]
        : of.SelectMany((first, at) => Permutations([.. of.Take(at), .. of.Skip(at + 1)])
            .Select(rest => (IReadOnlyList<string>)[first, .. rest]));

    private static Outcome<PaymentAttempt> Begin(IReadOnlyList<PaymentAttempt> attempts, string clock) =>
        StartPayment.Decide(Booked.Order, attempts, "pay_2", Some.At(clock));

    private static PaymentSettled Settle(SessionReport report, string clock) => SettlePayment.Decide(
        new PayingOrder(Booked.Order, Attempt, Booked.Redemption!), report, ("crf_1", false), Booked.Ledger.Account, Some.Moment(clock));

    /// <summary>One order at one provider.</summary>
    private sealed class World
    {
        private Order order = Booked.Order;
        private PaymentAttempt attempt = Attempt;
        private Redemption redemption = Booked.Redemption!;
        private Account account = Booked.Ledger.Account;
        private DateTimeOffset now = Some.At("2026-11-24 12:02");
        private bool isPaid;
        private Fen refunded = Fen.Zero;

        private Moment Moment => new(now, Some.Programme, "system");

        public bool IsRight => isPaid && (order.StatusAt(now) == OrderStatus.Confirmed
            ? (refunded, account.Available, redemption.Status) == (Fen.Zero, Points.Zero, RedemptionStatus.Captured)
            : (refunded, account.Available) == (new Fen(7_000), new Points(300)));

        public override string ToString() => $"{order.StatusAt(now)}, {refunded} refunded, {account.Available} points";

        public void Do(string name)
        {
            switch (name)
            {
                case "paid":
                    isPaid = true;
                    break;
                case "over":
                    now = Some.At("2026-11-24 12:45");
                    break;
                case "cancel" or "book":
                    Cancel(isInFull: name == "book" && order.StatusAt(now) == OrderStatus.Expired);
                    break;
                default:
                    LookUp();
                    break;
            }
        }

        private void LookUp()
        {
            var done = SettlePayment.Decide(
                new PayingOrder(order, attempt, redemption),
                isPaid ? Paid : Paid with { State = SessionState.Open, PaymentId = null },
                ("crf_1", false),
                account,
                Moment);
            (order, attempt, redemption, account) = (done.Order, done.Attempt, done.Redemption, done.Ledger.Account);
            refunded += done.Refund?.Amount ?? Fen.Zero;
        }

        /// <summary>By its member, or when its time is over.</summary>
        private void Cancel(bool isInFull)
        {
            if (!isInFull && order.Status != OrderStatus.AwaitingPayment)
            {
                return;
            }

            var done = CancelTickets.Decide(
                new Cancellation(order, null, CancellationRules.Cinema, isInFull), redemption, account, Moment);
            if (done.Refusal is null)
            {
                (order, redemption) = (done.Value.Order, done.Value.Paid.Redemption ?? redemption);
                account = done.Value.Ledger.Account;
                refunded += done.Value.Cash;
            }
        }
    }
}
