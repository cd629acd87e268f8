using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Paying;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Paying;

namespace Rewards.Api.Culture.Paying;

/// <summary>One thing that was compared.</summary>
/// <param name="Id">The provider's name for it, or ours.</param>
/// <param name="Difference">Null: both say the same.</param>
/// <param name="IsSettled">Whether we had not heard of it.</param>
internal readonly record struct ComparedPayment(string Id, string? Difference, bool IsSettled);

/// <summary>
/// I22: every session and refund at the provider has our row, and every row with an outcome has its counterpart there.
/// </summary>
internal sealed class PaymentBooks(IPaymentProvider provider, PaymentDesk desk, Database database)
{
    public async IAsyncEnumerable<ComparedPayment> CompareAsync(
        (DateTimeOffset From, DateTimeOffset Until) period, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>();
        await foreach (var session in provider.ListSessionsAsync(period.From, period.Until, cancellationToken))
        {
            seen.Add(session.SessionId);
            yield return await CompareAsync(session, cancellationToken);
        }

        await foreach (var refund in provider.ListRefundsAsync(period.From, period.Until, cancellationToken))
        {
            seen.Add(refund.Id!);
            yield return await CompareAsync(refund, cancellationToken);
        }

        await foreach (var dispute in provider.ListDisputesAsync(period.From, period.Until, cancellationToken))
        {
            yield return await CompareAsync(dispute, cancellationToken);
        }

        foreach (var dispute in await OpenDisputesAsync(cancellationToken))
        {
            yield return await AskAsync(
                dispute, async () => await CompareAsync(await provider.LookUpDisputeAsync(dispute, cancellationToken), cancellationToken));
        }

        // What we began in the period and did not find there: begun there a moment later, or not at all.
        foreach (var attempt in (await AttemptsAsync(period, cancellationToken)).Where(attempt => !seen.Contains(attempt.SessionId!)))
        {
            yield return await AskAsync(
                attempt.Id, async () => await CompareAsync(await provider.LookUpAsync(attempt.SessionId!, cancellationToken), cancellationToken));
        }

        foreach (var refund in (await RefundsAsync(period, cancellationToken)).Where(refund => !seen.Contains(refund.ProviderId!)))
        {
            yield return await AskAsync(
                refund.Id, async () => await CompareAsync(await provider.LookUpRefundAsync(refund.ProviderId!, cancellationToken), cancellationToken));
        }
    }

    private static async Task<ComparedPayment> AskAsync(string ours, Func<Task<ComparedPayment>> compareAsync)
    {
        try
        {
            return await compareAsync();
        }
        catch (PaymentRefusedException)
        {
            return new ComparedPayment(ours, "the provider does not know it", false);
        }
    }

    private async Task<ComparedPayment> CompareAsync(SessionReport there, CancellationToken cancellationToken)
    {
        if (await FindAsync(there, cancellationToken) is not { } ours)
        {
            return new ComparedPayment(there.SessionId, $"a session of {there.Amount.Value} fen ({there.State}) without an attempt of ours", false);
        }

        var isNews = ours.State == AttemptState.Open
            ? there.State != SessionState.Open
            : ours.State == AttemptState.Ended && there.State == SessionState.Paid;
        var state = isNews
            ? await desk.SettleAsync(new PayingRows(ours.MemberId, ours.OrderId), ours.Id, there, cancellationToken)
            : ours.State;
        return new ComparedPayment(there.SessionId, Difference(there, ours, state), isNews);
    }

    /// <summary>Null: both say the same.</summary>
    private static string? Difference(SessionReport there, PaymentAttemptRow ours, AttemptState state) =>
        there.State == SessionState.Paid != state is AttemptState.Paid or AttemptState.Quarantined
            ? $"{there.State} at the provider, {WireName.Of(state)} here ({ours.Id})"
        : state == AttemptState.Paid && there.Amount.Value != ours.AmountFen
            ? $"{there.Amount.Value} fen at the provider, {ours.AmountFen} here ({ours.Id})"
        : null;

    private async Task<ComparedPayment> CompareAsync(RefundReport there, CancellationToken cancellationToken)
    {
        if (await FindAsync(there, cancellationToken) is not { } ours)
        {
            return new ComparedPayment(there.Id!, $"a refund of {there.Amount.Value} fen ({there.State}) without a row of ours", false);
        }

        if (there.Try < ours.Tries)
        {
            return new ComparedPayment(there.Id!, there.State == CashRefundState.Failed ? null : $"an earlier try that did not fail ({ours.Id})", false);
        }

        var isNews = ours.State != there.State && ours.State != CashRefundState.Failed;
        var state = isNews ? await desk.SettleAsync(ours, there, cancellationToken) : ours.State;
        return new ComparedPayment(there.Id!, Difference(there, ours, state), isNews);
    }

    /// <summary>Null: both say the same.</summary>
    private static string? Difference(RefundReport there, CashRefundRow ours, CashRefundState state) =>
        state != there.State ? $"{there.State} at the provider, {WireName.Of(state)} here ({ours.Id})"
        : there.Amount.Value != ours.AmountFen ? $"{there.Amount.Value} fen at the provider, {ours.AmountFen} here ({ours.Id})"
        : null;

    private async Task<ComparedPayment> CompareAsync(DisputeReport there, CancellationToken cancellationToken) => new(
        there.Id,
        await desk.SettleAsync(there, cancellationToken) ? null : $"a dispute of {there.PaymentId}, which is no payment of ours",
        false);

    /// <summary>They last for months: their end may not have been told.</summary>
    private async Task<List<string>> OpenDisputesAsync(CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        return await db.PaymentCases
            .Where(one => one.Kind == PaymentCaseKind.Disputed && one.Status != PaymentCaseStatus.Resolved && one.Dispute == DisputeState.Open)
            .Select(one => one.DisputeId!)
            .ToListAsync(cancellationToken);
    }

    private async Task<PaymentAttemptRow?> FindAsync(SessionReport there, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        return await db.PaymentAttempts.FirstOrDefaultAsync(
            attempt => attempt.Id == there.AttemptId && attempt.OrderId == there.OrderId, cancellationToken);
    }

    private async Task<CashRefundRow?> FindAsync(RefundReport there, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        return await db.CashRefunds.FirstOrDefaultAsync(refund => refund.Id == there.RefundId, cancellationToken);
    }

    private async Task<List<PaymentAttemptRow>> AttemptsAsync(
        (DateTimeOffset From, DateTimeOffset Until) period, CancellationToken cancellationToken)
    {
        var (first, end) = (TypeId.First(TypeId.PaymentAttempt, period.From), TypeId.First(TypeId.PaymentAttempt, period.Until));
        await using var db = database.OpenForReading();
        return await db.PaymentAttempts
            .Where(attempt => attempt.Id.CompareTo(first) >= 0 && attempt.Id.CompareTo(end) < 0 && attempt.SessionId != null)
            .ToListAsync(cancellationToken);
    }

    private async Task<List<CashRefundRow>> RefundsAsync(
        (DateTimeOffset From, DateTimeOffset Until) period, CancellationToken cancellationToken)
    {
        var (first, end) = (TypeId.First(TypeId.CashRefund, period.From), TypeId.First(TypeId.CashRefund, period.Until));
        await using var db = database.OpenForReading();
        return await db.CashRefunds
            .Where(refund => refund.Id.CompareTo(first) >= 0 && refund.Id.CompareTo(end) < 0 && refund.ProviderId != null)
            .ToListAsync(cancellationToken);
    }
}
