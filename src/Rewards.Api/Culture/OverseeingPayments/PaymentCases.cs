using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Scheduling;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Paying;

namespace Rewards.Api.Culture.OverseeingPayments;

/// <summary>Which cases are wanted.</summary>
/// <param name="State" example="refund_failed">Why a person has to look; left out: for any reason.</param>
/// <param name="Status" example="pending_approval">How they stand; left out: all that are not resolved.</param>
/// <param name="OrderId" example="ord_01m6a6ft00e8cr5n3j7k2q9w4x">Of one order; left out: of any.</param>
public sealed record PaymentCaseFilter(
    [property: FromQuery(Name = "state")]
    [property: AllowedValues(
        null, "quarantined", "disputed", "refund_failed", ErrorMessage = "must be one of: quarantined, disputed, refund_failed")]
    string? State,
    [property: FromQuery(Name = "status")]
    [property: AllowedValues(
        null, "open", "pending_approval", "resolved", ErrorMessage = "must be one of: open, pending_approval, resolved")]
    string? Status,
    [property: FromQuery(Name = "order_id")]
    [property: StringLength(40, ErrorMessage = "must have at most 40 characters")]
    string? OrderId);

/// <summary>Reads cases as operators see them, and takes what they decide to the ledger.</summary>
internal sealed class PaymentCases(RewardsDb db, LedgerWriter writer, JobRunner jobs)
{
    public async Task<Page<PaymentCaseResponse>> PageAsync(
        PaymentCaseFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = await page.NewestFirst(Among(filter), row => row.Id).ToListAsync(cancellationToken);
        return page.Of(rows, PaymentCaseResponse.From, row => row.Id);
    }

    /// <summary>Null: there is none.</summary>
    public async Task<PaymentCaseResponse?> FindAsync(string id, CancellationToken cancellationToken) =>
        await db.PaymentCases.FirstOrDefaultAsync(row => row.Id == id, cancellationToken) is { } row
            ? PaymentCaseResponse.From(row)
            : null;

    public async Task<StoredAnswer> DecideAsync(CaseWish wish, KeyedRequest request, CancellationToken cancellationToken)
    {
        var member = await db.PaymentCases.Where(row => row.Id == wish.CaseId)
            .Select(row => row.MemberId)
            .FirstOrDefaultAsync(cancellationToken);
        var decide = new DecideCase(wish with { MemberId = member }, request);
        var answer = await writer.SubmitAsync(decide);
        jobs.SendCash(decide.GivesCashBack);
        return answer;
    }

    private IQueryable<PaymentCaseRow> Among(PaymentCaseFilter filter)
    {
        IQueryable<PaymentCaseRow> rows = db.PaymentCases;
        if (filter.State is { } state)
        {
            var kind = WireName.Parse<PaymentCaseKind>(state);
            rows = rows.Where(row => row.Kind == kind);
        }

        if (filter.OrderId is { } order)
        {
            rows = rows.Where(row => row.OrderId == order);
        }

        if (filter.Status is not { } status)
        {
            return rows.Where(row => row.Status != PaymentCaseStatus.Resolved);
        }

        var wanted = WireName.Parse<PaymentCaseStatus>(status);
        return rows.Where(row => row.Status == wanted);
    }
}
