using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Reading;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Reference;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Redeeming;

namespace Rewards.Api.Site.ReviewingPoints;

/// <summary>A member's purchases as they stand now, a month at a time.</summary>
public sealed class Orders(RewardsDb db, PointsMonths months, ReferenceData reference, Clock clock)
{
    public const string Every = "all";
    public const string Held = "held";

    /// <summary>What the list can be narrowed to; parts of the addresses.</summary>
    public static readonly IReadOnlyList<string> States = [Every, Held, "captured", "refunded"];

    /// <summary>The month that was asked for; else the newest one that has such a purchase.</summary>
    public async Task<ListMonth> MonthAsync(
        string memberId, string state, string? asked, CancellationToken cancellationToken)
    {
        if (asked is null && state != Every)
        {
            var newest = await Of(memberId, state)
                .Select(row => (DateTimeOffset?)row.HeldAt)
                .FirstOrDefaultAsync(cancellationToken);
            asked = newest is { } at ? ListMonth.KeyOf(reference.Programme.Calendar.DateOf(at)) : null;
        }

        return await months.MonthAsync(memberId, asked, cancellationToken);
    }

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<PointsRow>> ReadAsync(
        string memberId, string state, ListMonth month, CancellationToken cancellationToken)
    {
        var rows = RedemptionQueries.Within(Of(memberId, state), month.In(reference.Programme.Calendar));
        return [.. (await rows.ToListAsync(cancellationToken)).Select(months.Show)];
    }

    public Task<int> CountAsync(string memberId, string state, CancellationToken cancellationToken) =>
        Of(memberId, state).CountAsync(cancellationToken);

    private IQueryable<RedemptionRow> Of(string memberId, string state)
    {
        var (rows, now) = (db.RedemptionsOf(memberId), clock.GetUtcNow());
        return state switch
        {
            Held => rows.Where(row => row.Status == RedemptionStatus.Held && row.HoldExpiresAt > now),
            "captured" => rows.Where(row => row.Status == RedemptionStatus.Captured && row.RefundedFen == 0),
            "refunded" => rows.Where(row => row.RefundedFen > 0),
            _ => rows,
        };
    }
}
