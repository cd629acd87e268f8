using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Adjusting;

namespace Rewards.Api.Operators.Adjusting;

/// <param name="Id" example="adj_01m6a6ft00e5q8d2vk5m3t7b9c">The adjustment's id.</param>
/// <param name="MemberId" example="mbr_01m6a6ft00e5q8d2vk5m3t7b9c">Whose points.</param>
/// <param name="MemberName" example="微信好友1128">What the member is called.</param>
/// <param name="Points" example="520">Signed.</param>
/// <param name="ReasonCode" example="goodwill">Why.</param>
/// <param name="Note" example="Welcome to the reading week">What the member reads.</param>
/// <param name="Status" example="posted">
/// Whether the points moved, wait for a second person, or never will. One that nobody decided in time is lapsed.
/// </param>
/// <param name="RequestedBy" example="operator:opr_01m6a6ft00e5q8d2vk5m3t7b9c">Who asked for it.</param>
/// <param name="RequestedByName" example="op_test_operator">What that operator is called.</param>
/// <param name="RequestedAt">When (UTC).</param>
/// <param name="Balance" example="820">The member's available points afterwards; null while nothing moved.</param>
/// <param name="LapsesAt">From then on (UTC, inclusive) nobody can decide any more; null: it does not wait.</param>
/// <param name="DecidedBy" example="operator:opr_01m6a6ft00e5q8d2vk5m3t7b9d">
/// Who approved, rejected or withdrew it; null: nobody, also where no second person was needed.
/// </param>
/// <param name="DecidedByName" example="op_test_approver">What that operator is called.</param>
/// <param name="DecidedAt">When (UTC).</param>
/// <param name="DecisionReason" example="The member was paid in cash">Why it was rejected; null otherwise.</param>
public sealed record AdjustmentResponse(
    string Id,
    string MemberId,
    string? MemberName,
    long Points,
    AdjustmentReason ReasonCode,
    string Note,
    AdjustmentStatus Status,
    string RequestedBy,
    string? RequestedByName,
    DateTimeOffset RequestedAt,
    long? Balance,
    DateTimeOffset? LapsesAt,
    string? DecidedBy,
    string? DecidedByName,
    DateTimeOffset? DecidedAt,
    string? DecisionReason)
{
    internal static AdjustmentResponse From(AdjustmentRow row, NamesFound names, DateTimeOffset now) => new(
        row.Id,
        row.MemberId,
        names[row.MemberId],
        row.Points,
        row.ReasonCode,
        row.Note,
        row.StatusAt(now),
        row.RequestedBy,
        names[row.RequestedBy],
        row.RequestedAt,
        row.Balance,
        row.StatusAt(now) == AdjustmentStatus.PendingApproval ? row.LapsesAt() : null,
        row.DecidedBy,
        names[row.DecidedBy],
        row.DecidedAt,
        row.DecisionReason);
}

internal static class AdjustmentTimes
{
    public static DateTimeOffset LapsesAt(this AdjustmentRow row) => row.RequestedAt + Adjust.WaitsFor;

    /// <summary>Time decides, whether or not anybody looked.</summary>
    public static AdjustmentStatus StatusAt(this AdjustmentRow row, DateTimeOffset now) =>
        row.Status == AdjustmentStatus.PendingApproval && now >= row.LapsesAt()
            ? AdjustmentStatus.Lapsed
            : row.Status;
}
