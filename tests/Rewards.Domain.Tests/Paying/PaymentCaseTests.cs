using Rewards.Domain.Ordering;
using Rewards.Domain.Paying;
using Rewards.Domain.Supplying;
using Rewards.Domain.Tests.Ordering;

namespace Rewards.Domain.Tests.Paying;

/// <summary>Money that a person has to look at: who may decide what, and what is frozen until then.</summary>
public sealed class PaymentCaseTests
{
    private const string One = "operator:one";

    private static readonly DateTimeOffset Now = Some.At("2026-11-24 13:00");

    private static readonly Order Paid = OrderTickets
        .Decide(OrderTicketsTests.Wish(price: 5_000) with { TakesPayments = true }, Some.Account(300), Some.Moment()).Value.Order with
    {
        PaidBy = "pay_1",
        Status = OrderStatus.Confirmed,
    };

    private static readonly PaymentAttempt Attempt = new()
    {
        Id = "pay_1",
        OrderId = "ord_1",
        N = 1,
        Amount = new Fen(7_000),
        CreatedAt = Now,
        ExpiresAt = Now,
    };

    private static readonly CashRefund Refund = new()
    {
        Id = "crf_1",
        OrderId = "ord_1",
        AttemptId = "pay_1",
        Amount = new Fen(3_500),
        Cause = RefundCause.Cancelled,
        CreatedAt = Now,
    };

    [Theory]
    [InlineData(PaymentCaseKind.Quarantined, null, "Refund SettledOutside")]
    [InlineData(PaymentCaseKind.RefundFailed, null, "Retry SettledOutside")]
    [InlineData(PaymentCaseKind.Disputed, DisputeState.Open, "")]
    [InlineData(PaymentCaseKind.Disputed, DisputeState.Won, "Won")]
    [InlineData(PaymentCaseKind.Disputed, DisputeState.Lost, "Lost")]
    public void Only_what_fits_a_case_is_decided(PaymentCaseKind kind, DisputeState? dispute, string possible)
    {
        var open = Case(kind) with { Dispute = dispute };

        Assert.Equal(possible, string.Join(' ', open.Possible));
        Assert.All(Enum.GetValues<CaseDecision>(), decision => Assert.Equal(
            open.Possible.Contains(decision) ? null : "decision_not_possible",
            ResolveCase.Propose(open, (decision, "why"), (One, Now)).Refusal?.Code));
    }

    [Fact]
    public void One_proposes_and_another_agrees_once()
    {
        var open = Case(PaymentCaseKind.RefundFailed);
        Assert.Equal("case_not_pending", ResolveCase.Approve(open, (One, Now)).Refusal?.Code);
        var waits = ResolveCase.Propose(open, (CaseDecision.Retry, "why"), (One, Now)).Value;

        Assert.Equal("case_not_open", ResolveCase.Propose(waits, (CaseDecision.Retry, "why"), ("operator:two", Now)).Refusal?.Code);
        Assert.Equal("own_request", ResolveCase.Approve(waits, (One, Now)).Refusal?.Code);
        var done = ResolveCase.Approve(waits, ("operator:two", Now)).Value;
        Assert.Equal((PaymentCaseStatus.Resolved, CaseDecision.Retry), (done.Status, done.Decision));
        Assert.Equal("case_not_pending", ResolveCase.Reject(done).Refusal?.Code);
        Assert.Equal(open, ResolveCase.Reject(waits).Value);
    }

    [Fact]
    public void A_dispute_freezes_the_order_that_it_paid_until_all_of_them_are_won()
    {
        var first = Dispute(null, "dp_1", DisputeState.Open, Paid);
        var second = Dispute(null, "dp_2", DisputeState.Open, first.Order);
        Assert.Equal(Now, second.Order.DisputedAt);
        Assert.Null(second.Order.GiveBackAt);

        var proposed = first.Case with { Status = PaymentCaseStatus.PendingApproval, Dispute = DisputeState.Won, Decision = CaseDecision.Won };
        var won = proposed with { Status = PaymentCaseStatus.Resolved };
        Assert.Equal(Now, SettleDispute.Freed(first.Order, [proposed]).DisputedAt);
        Assert.Equal(Now, SettleDispute.Freed(second.Order, [won, second.Case]).DisputedAt);
        Assert.Equal(Now, SettleDispute.Freed(second.Order, [won, won with { Decision = CaseDecision.Lost }]).DisputedAt);
        Assert.Null(SettleDispute.Freed(second.Order, [won, won]).DisputedAt);
    }

    [Fact]
    public void What_did_not_pay_for_the_order_freezes_nothing()
    {
        Assert.Null(Dispute(null, "dp_1", DisputeState.Open, Paid with { PaidBy = "pay_2" }).Order.DisputedAt);
        Assert.Null(Dispute(null, "dp_1", DisputeState.Won, Paid).Order.DisputedAt);
    }

    [Fact]
    public void What_the_provider_decided_stays_so_whatever_is_heard_late()
    {
        var lost = Dispute(Dispute(null, "dp_1", DisputeState.Open, Paid).Case, "dp_1", DisputeState.Lost, Paid);

        Assert.Equal(DisputeState.Lost, Dispute(lost.Case, "dp_1", DisputeState.Open, Paid).Case.Dispute);
    }

    [Fact]
    public void What_is_frozen_is_not_cancelled()
    {
        var frozen = Paid with { DisputedAt = Now };
        var cancelled = CancelTickets.Decide(
            new Cancellation(frozen, null, CancellationRules.FreeUntilStart, IsInFull: true), null, Some.Account(0), Some.Moment());

        Assert.Equal("order_disputed", cancelled.Refusal?.Code);
    }

    [Theory]
    [InlineData(CashRefundState.Pending, CashRefundState.Succeeded, 1, CashRefundState.Succeeded)]
    [InlineData(CashRefundState.Pending, CashRefundState.Failed, 1, CashRefundState.Failed)]
    [InlineData(CashRefundState.Succeeded, CashRefundState.Failed, 1, CashRefundState.Failed)]
    [InlineData(CashRefundState.Succeeded, CashRefundState.Pending, 1, CashRefundState.Succeeded)]
    [InlineData(CashRefundState.Failed, CashRefundState.Succeeded, 1, CashRefundState.Failed)]
    [InlineData(CashRefundState.Pending, CashRefundState.Failed, 2, CashRefundState.Pending)]
    public void A_refund_follows_what_is_said_of_its_last_try(
        CashRefundState before, CashRefundState said, int ofTry, CashRefundState after) =>
        Assert.Equal(after, (Refund with { State = before }).With("re_1", said, ofTry).State);

    [Fact]
    public void A_new_try_has_a_new_key_and_hears_nothing_of_the_old_one()
    {
        var again = Refund.With("re_1", CashRefundState.Failed, 1).Again();

        Assert.Equal(("crf_1-2", 2, null), (again.Key, again.Tries, again.ProviderId));
        Assert.Equal(again, again.With("re_1", CashRefundState.Failed, 1));
    }

    private static DisputeSettled Dispute(PaymentCase? known, string id, DisputeState state, Order order) => SettleDispute.Decide(
        order, Attempt, known, new DisputeReport(id, "pi_1", state, new Fen(7_000)), ("pcs_" + id, Now));

    private static PaymentCase Case(PaymentCaseKind kind) => new()
    {
        Id = "pcs_1",
        Kind = kind,
        OrderId = "ord_1",
        AttemptId = "pay_1",
        Amount = new Fen(7_000),
        OpenedAt = Now,
    };
}
