using Rewards.Api.Ledger.Verifying.Reading;

namespace Rewards.Api.Ledger.Verifying;

/// <summary>
/// I10: an order that was confirmed by a payment has exactly one, of its tickets' cash; every other payment went back
/// whole; and of that one went back what its tickets gave back.
/// </summary>
internal static class PaymentChecks
{
    public static void Check(MemberRows member, Examination examination)
    {
        CheckPaid(member, examination);
        CheckGivenBack(member, examination);
    }

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
            var back = refunds[attempt.Id].Sum(refund => refund.AmountFen);
            examination.Same(
                Invariant.Cash, "cash_given_back", attempt, ("Given back in fen", ExpectedBack(attempt, member), back));
        }

        foreach (var stray in member.CashRefunds.Where(refund => !member.Attempts.Exists(attempt =>
            attempt.Id == refund.AttemptId && attempt.OrderId == refund.OrderId && attempt.IsPaid)))
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
