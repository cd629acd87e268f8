using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain;
using Rewards.Domain.Ledger;

namespace Rewards.Api.Culture;

/// <summary>One order's rows, and what was tried to pay it.</summary>
internal sealed record PayingRows(string MemberId, string OrderId)
{
    /// <summary>Sessions that ended make the next; nobody begins so many in half an hour.</summary>
    private const int MostAttempts = 100;

    /// <summary>Disputes, refunds that failed, payments that were not as asked for: each needs two persons to go away.</summary>
    private const int MostCases = 1_000;

    /// <summary>All cases of an order.</summary>
    public static readonly RowSet<PaymentCaseRow> CasesOfOrder = new(one => one.OrderId, MostCases);

    private static readonly RowSet<PaymentAttemptRow> OfOrder = new(attempt => attempt.OrderId, MostAttempts);

    public void Name(Group group, Wanted names)
    {
        names.Account(MemberId);
        names.Row<OrderRow>(MemberId, OrderId);
        names.Rows(OfOrder, MemberId, OrderId);
        if (Find(group) is { } order)
        {
            OrderRedemption.Name(order, names);
        }
    }

    public OrderRow? Find(Group group) => group.Find<OrderRow>(MemberId, OrderId);

    public IReadOnlyList<PaymentAttemptRow> Attempts(Group group) => group.FindAll(OfOrder, MemberId, OrderId);

    /// <summary>In which it was paid, or may be: of several the last; null: none was begun.</summary>
    public string? SessionIn(Group group) =>
        Attempts(group).Where(attempt => attempt.SessionId is not null).MaxBy(attempt => attempt.N)?.SessionId;

    public Account Account(Group group) =>
        group.FindAccount(MemberId) ?? throw new LedgerException($"Member {MemberId} has no account.");
}
