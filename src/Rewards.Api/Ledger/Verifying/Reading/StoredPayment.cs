namespace Rewards.Api.Ledger.Verifying.Reading;

/// <summary>A row of <c>payment_attempt</c>.</summary>
internal sealed record StoredAttempt(string MemberId, string Id, string OrderId, long AmountFen, string State) : IStored
{
    public static Source<StoredAttempt> Source { get; } = new(
        "payment_attempt",
        Invariant.Cash,
        "member_id, id, order_id, amount_fen, state",
        row => new StoredAttempt(
            row.Text("member_id"), row.Text("id"), row.Text("order_id"), row.Whole("amount_fen"), row.Text("state")))
    {
        OrderBy = "member_id, id",
    };

    public bool IsPaid => State == "paid";

    public bool IsQuarantined => State == "quarantined";

    public string Row => $"payment_attempt {Id}";
}

/// <summary>A row of <c>cash_refund</c>.</summary>
internal sealed record StoredCashRefund(
    string MemberId, string Id, string OrderId, string AttemptId, long AmountFen, string Cause, string State) : IStored
{
    public static Source<StoredCashRefund> Source { get; } = new(
        "cash_refund",
        Invariant.Cash,
        "member_id, id, order_id, attempt_id, amount_fen, cause, state",
        row => new StoredCashRefund(
            row.Text("member_id"),
            row.Text("id"),
            row.Text("order_id"),
            row.Text("attempt_id"),
            row.Whole("amount_fen"),
            row.Text("cause"),
            row.Text("state")))
    {
        OrderBy = "member_id, id",
    };

    /// <summary>Two operators decided so: it is of what was paid wrongly.</summary>
    public bool IsByOperators => Cause == "operator";

    public bool HasFailed => State == "failed";

    public string Row => $"cash_refund {Id}";
}

/// <summary>A row of <c>payment_case</c>.</summary>
internal sealed record StoredPaymentCase(
    string MemberId, string Id, string Kind, string Status, string OrderId, string AttemptId, string? RefundId, string? Dispute, string? Decision)
    : IStored
{
    public static Source<StoredPaymentCase> Source { get; } = new(
        "payment_case",
        Invariant.Cash,
        "member_id, id, kind, status, order_id, attempt_id, refund_id, dispute, decision",
        row => new StoredPaymentCase(
            row.Text("member_id"),
            row.Text("id"),
            row.Text("kind"),
            row.Text("status"),
            row.Text("order_id"),
            row.Text("attempt_id"),
            row.OptionalText("refund_id"),
            row.OptionalText("dispute"),
            row.OptionalText("decision")))
    {
        OrderBy = "member_id, id",
    };

    public bool IsDispute => Kind == "disputed";

    /// <summary>Two operators have said so.</summary>
    public bool IsWon => Status == "resolved" && Decision == "won";

    public string Row => $"payment_case {Id}";
}
