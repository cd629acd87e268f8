namespace Rewards.Domain.Paying;

/// <summary>Two operators decide what is done about money: one says what, another agrees.</summary>
public static class ResolveCase
{
    /// <param name="case">As stored.</param>
    /// <param name="wanted">What is to be done, and why.</param>
    /// <param name="by">Who says so, and when (UTC).</param>
    /// <returns>Refuses <c>case_not_open</c> and <c>decision_not_possible</c>.</returns>
    public static Outcome<PaymentCase> Propose(
        PaymentCase @case, (CaseDecision Decision, string Reason) wanted, (string Actor, DateTimeOffset At) by) =>
        RefuseStatus(@case, PaymentCaseStatus.Open) is { } refusal ? refusal
        : !@case.Possible.Contains(wanted.Decision)
            ? new Refusal("decision_not_possible", "Such a case is not resolved so.", "此类事项不能这样处理。")
            {
                Facts = new Dictionary<string, object> { ["decisions"] = @case.Possible },
            }
        : @case with
        {
            Status = PaymentCaseStatus.PendingApproval,
            Decision = wanted.Decision,
            Reason = wanted.Reason,
            RequestedBy = by.Actor,
            RequestedAt = by.At,
        };

    /// <returns>Refuses <c>case_not_pending</c>, <c>own_request</c> and <c>decision_not_possible</c>.</returns>
    public static Outcome<PaymentCase> Approve(PaymentCase @case, (string Actor, DateTimeOffset At) by) =>
        RefuseStatus(@case, PaymentCaseStatus.PendingApproval) is { } refusal ? refusal
        : @case.RequestedBy == by.Actor ? new Refusal("own_request", "Another person must decide.")
        : @case with { Status = PaymentCaseStatus.Resolved, DecidedBy = by.Actor, DecidedAt = by.At };

    /// <summary>Says no to what was proposed, or takes one's own proposal back: the case is open again.</summary>
    /// <returns>Refuses <c>case_not_pending</c>.</returns>
    public static Outcome<PaymentCase> Reject(PaymentCase @case) =>
        RefuseStatus(@case, PaymentCaseStatus.PendingApproval) is { } refusal
            ? refusal
            : @case with { Status = PaymentCaseStatus.Open, Decision = null, Reason = null, RequestedBy = null, RequestedAt = null };

    private static Refusal? RefuseStatus(PaymentCase @case, PaymentCaseStatus wanted) => @case.Status == wanted
        ? null
        : new Refusal(
            wanted == PaymentCaseStatus.Open ? "case_not_open" : "case_not_pending",
            wanted == PaymentCaseStatus.Open ? "Something was decided about it already." : "Nothing waits for approval.")
        {
            Facts = new Dictionary<string, object> { ["case_status"] = @case.Status },
        };
}
