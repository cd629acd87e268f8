using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Authenticating;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Adjusting;

namespace Rewards.Api.Operators.Adjusting;

/// <summary>Which adjustments are wanted; each left out: any.</summary>
/// <param name="Status" example="pending_approval">How they stand now.</param>
/// <param name="MemberId" example="mbr_01m6a6ft00e5q8d2vk5m3t7b9c">Whose points.</param>
/// <param name="RequestedBy" example="opr_01m6a6ft00e5q8d2vk5m3t7b9c">Who asked: <c>operator:opr_…</c> or the bare id.</param>
/// <param name="From">A business date (the whole day) or an instant; by <c>requested_at</c>.</param>
/// <param name="To">A business date (the whole day) or an instant (excluded); by <c>requested_at</c>.</param>
public sealed record AdjustmentFilter(
    [property: FromQuery(Name = "status")]
    [property: AllowedValues(
        null, "posted", "pending_approval", "rejected", "withdrawn", "lapsed",
        ErrorMessage = "must be one of: posted, pending_approval, rejected, withdrawn, lapsed")]
    string? Status,
    [property: FromQuery(Name = "member_id")]
    [property: StringLength(40, ErrorMessage = "must have at most 40 characters")]
    string? MemberId,
    [property: FromQuery(Name = "requested_by")]
    [property: StringLength(100, ErrorMessage = "must have at most 100 characters")]
    string? RequestedBy,
    [property: FromQuery(Name = "from")] string? From,
    [property: FromQuery(Name = "to")] string? To);

/// <summary>Reads adjustments as operators see them.</summary>
internal sealed class AdjustmentReviews(RewardsDb db, Names names, ReferenceData reference, Clock clock)
{
    public async Task<Page<AdjustmentResponse>> PageAsync(
        AdjustmentFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var rows = await page.NewestFirst(Among(filter, now), row => row.Id).ToListAsync(cancellationToken);
        var found = await names.FindAsync(rows.SelectMany(Named), cancellationToken);
        return page.Of(rows, row => AdjustmentResponse.From(row, found, now), row => row.Id);
    }

    /// <summary>Null: there is none.</summary>
    public async Task<AdjustmentResponse?> FindAsync(string id, CancellationToken cancellationToken) =>
        await RowAsync(id, cancellationToken) is { } row
            ? AdjustmentResponse.From(row, await names.FindAsync(Named(row), cancellationToken), clock.GetUtcNow())
            : null;

    /// <summary>The names for the answer to a decision: of all who had a part in it.</summary>
    public async Task<AdjustmentDecision> DecisionAsync(string id, string actor, CancellationToken cancellationToken)
    {
        var row = await RowAsync(id, cancellationToken);
        var named = row is null ? [actor] : Named(row).Append(actor);
        return new AdjustmentDecision(id, actor, await names.FindAsync(named, cancellationToken));
    }

    private static IEnumerable<string?> Named(AdjustmentRow row) => [row.MemberId, row.RequestedBy, row.DecidedBy];

    private async Task<AdjustmentRow?> RowAsync(string id, CancellationToken cancellationToken)
    {
        var index = await db.AdjustmentIndex.SingleOrDefaultAsync(row => row.Key == id, cancellationToken);
        return index is null
            ? null
            : await db.Adjustments.SingleOrDefaultAsync(
                row => row.MemberId == index.MemberId && row.Id == id, cancellationToken);
    }

    private IQueryable<AdjustmentRow> Among(AdjustmentFilter filter, DateTimeOffset now)
    {
        var period = Period.Read(filter.From, filter.To, reference.Programme.Calendar);
        var (first, end) = period.Ids(TypeId.Adjustment);
        var rows = db.Adjustments.Where(row => row.Id.CompareTo(first) >= 0 && row.Id.CompareTo(end) < 0);
        rows = filter.MemberId is null ? rows : rows.Where(row => row.MemberId == filter.MemberId);
        if (filter.RequestedBy is not null)
        {
            string[] requesters = [filter.RequestedBy, $"{Audience.Operator}:{filter.RequestedBy}"];
            rows = rows.Where(row => requesters.Contains(row.RequestedBy));
        }

        return filter.Status is { } status
            ? WithStatus(rows, WireName.Parse<AdjustmentStatus>(status), now - Adjust.WaitsFor)
            : rows;
    }

    /// <param name="rows">Among them.</param>
    /// <param name="status">How they stand now.</param>
    /// <param name="lapsed">What was asked for then or before, and waits in the database, lapsed.</param>
    private static IQueryable<AdjustmentRow> WithStatus(
        IQueryable<AdjustmentRow> rows, AdjustmentStatus status, DateTimeOffset lapsed)
    {
        var waiting = rows.Where(row => row.Status == AdjustmentStatus.PendingApproval);
        return status switch
        {
            AdjustmentStatus.PendingApproval => waiting.Where(row => row.RequestedAt > lapsed),
            AdjustmentStatus.Lapsed => waiting.Where(row => row.RequestedAt <= lapsed),
            AdjustmentStatus.Posted or AdjustmentStatus.Rejected or AdjustmentStatus.Withdrawn =>
                rows.Where(row => row.Status == status),
        };
    }
}
