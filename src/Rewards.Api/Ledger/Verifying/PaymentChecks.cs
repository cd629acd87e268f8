using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>
/// I10: an order that was confirmed by a payment has exactly one, of its tickets' cash; every other payment went back
/// whole; and of that one went back what its tickets gave back. What a person has to look at has a case, and only what is
/// disputed is frozen.
/// </summary>
internal static class PaymentChecks
{
    public static void Check(MemberRows member, Examination examination)
    {
        CheckPaid(member, examination);
        CheckGivenBack(member, examination);
        CheckCases(member, examination);
    }

    private static void CheckCases(MemberRows member, Examination examination)
    {
        foreach (var attempt in member.Attempts.Where(attempt =>
            attempt.IsQuarantined != member.PaymentCases.Exists(one => one.Kind == "quarantined" && one.AttemptId == attempt.Id)))
        {
            examination.Found(Invariant.Cash, "payment_case", attempt, $"'{attempt.State}', {attempt.AmountFen} fen, and its case.");
        }

        foreach (var refund in member.CashRefunds.Where(refund =>
            refund.HasFailed && !member.PaymentCases.Exists(one => one.RefundId == refund.Id)))
        {
            examination.Found(Invariant.Cash, "payment_case", refund, $"{refund.AmountFen} fen could not go back, and there is no case.");
        }

        foreach (var order in member.Orders.Where(order => !IsFrozenRightly(order, member)))
        {
            examination.Found(Invariant.Cash, "disputed_at", order, $"{order.Quantity} tickets, frozen at {order.DisputedAt:O}, and its disputes.");
        }
    }

    /// <summary>From the first dispute on until operators have said that each was won.</summary>
    private static bool IsFrozenRightly(StoredOrder order, MemberRows member) => order.DisputedAt is null
        ? !member.PaymentCases.Exists(one => one.IsDispute && one.AttemptId == order.PaidBy && one.Dispute != "won")
        : member.PaymentCases.Exists(one => one.IsDispute && one.OrderId == order.Id && !one.IsWon);

    private static void CheckPaid(MemberRows member, Examination examination)
    {
        var attempts = member.Attempts.ToLookup(attempt => attempt.OrderId);
        foreach (var order in member.Orders.Where(order => order.PaidBy is not null))
        {
            var paid = attempts[order.Id].Where(attempt => attempt.Id == order.PaidBy && attempt.IsPaid).Sum(attempt => attempt.AmountFen);
            examination.Same(
                Invariant.Cash, "paid_cash", order, ("Cash of tickets in fen, and what was paid", order.Tickets?.Sum(ticket => ticket.CashFen) ?? 0, paid));
        }

        foreach (var order in member.Orders.Where(order => (order.PaidBy is null) != (order.PayUntil is null || !IsConfirmed(order))))
        {
            examination.Found(
                Invariant.Cash,
                "paid_by",
                order,
                $"'{order.Status}' with {order.Quantity} tickets, to be paid until {order.PayUntil:O}: paid by '{order.PaidBy}'.");
        }
    }

    private static void CheckGivenBack(MemberRows member, Examination examination)
    {
        var refunds = member.CashRefunds.ToLookup(refund => refund.AttemptId);
        foreach (var attempt in member.Attempts)
        {
            var back = refunds[attempt.Id].Where(refund => !refund.IsByOperators).Sum(refund => refund.AmountFen);
            examination.Same(
                Invariant.Cash, "cash_given_back", attempt, ("Given back in fen", ExpectedBack(attempt, member), back));
        }

        foreach (var stray in member.CashRefunds.Where(refund => !member.Attempts.Exists(attempt =>
            attempt.Id == refund.AttemptId && attempt.OrderId == refund.OrderId
            && (refund.IsByOperators ? attempt.IsQuarantined : attempt.IsPaid))))
        {
            examination.Found(
                Invariant.Cash, "refund_of_payment", stray, $"{stray.AmountFen} fen go back of {stray.AttemptId}, which did not pay {stray.OrderId}.");
        }
    }

    private static bool IsConfirmed(StoredOrder order) => order.Status == "confirmed" || order.PaidBy is not null;

    private static long ExpectedBack(StoredAttempt attempt, MemberRows member) =>
        !attempt.IsPaid ? 0
        : member.Orders.Find(order => order.Id == attempt.OrderId && order.PaidBy == attempt.Id) is { } order
            ? order.Tickets?.Where(ticket => ticket.IsCancelled).Sum(ticket => ticket.CashFen - ticket.FeeFen) ?? 0
            : attempt.AmountFen;
}
