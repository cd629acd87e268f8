using Microsoft.EntityFrameworkCore;
using Rewards.Api.Ledger.Scheduling;
using Rewards.Api.Ledger.Writing;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Http;
using Rewards.Api.Platform.Paying;
using Rewards.Api.Platform.Settings;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Rows;
using Rewards.Domain.Paying;

namespace Rewards.Api.Culture.Paying;

/// <summary>
/// Stands between the ledger and the provider: what is to be asked was written down before, what was answered is written
/// down after. Whatever is lost between the two is asked again, under the same name.
/// </summary>
internal sealed partial class PaymentDesk(
    IPaymentProvider provider,
    LedgerWriter writer,
    Database database,
    PublicAddress address,
    OnlinePayments payments,
    Clock clock,
    ILogger<PaymentDesk> logger)
{
    /// <summary>Where a member pays an order.</summary>
    /// <exception cref="PaymentProviderException">It is not known: the same request again goes on.</exception>
    public async Task<StoredAnswer> StartAsync(
        PayingRows rows, (string Title, string Language) page, KeyedRequest request, CancellationToken cancellationToken)
    {
        var begin = new BeginPayment(
            rows, new PaymentPage(page.Title, Back(rows.OrderId, "paid"), Back(rows.OrderId, "pay"), page.Language), request);
        var answer = await writer.SubmitAsync(begin);
        if (!answer.IsToFollow)
        {
            return answer;
        }

        var attempt = begin.Begun!;
        try
        {
            var started = await provider.StartAsync(attempt.ToWish(), cancellationToken);
            return await writer.SubmitAsync(new RecordSession(rows, attempt.Id, started, request));
        }
        catch (PaymentProviderException)
        {
            // Two asked at once, and the provider answered the other one: the page is known by now.
            if (await IsRecordedAsync(attempt, cancellationToken))
            {
                return await writer.SubmitAsync(new BeginPayment(rows, attempt.ToWish().Page, request));
            }

            throw;
        }
        catch (PaymentRefusedException refused)
        {
            Refused(logger, attempt.Id, refused);
            await writer.SubmitAsync(new EndAttempt(rows, attempt.Id));
            throw new PaymentProviderException("The provider refused the session.", refused);
        }
    }

    /// <summary>Asks how a session stands, ends it where its time is over, and does what follows.</summary>
    public async Task<AttemptState> LookUpAsync(PaymentAttemptRow attempt, CancellationToken cancellationToken)
    {
        var rows = new PayingRows(attempt.MemberId, attempt.OrderId);
        if (await SessionOfAsync(attempt, cancellationToken) is not { } session)
        {
            await writer.SubmitPatientlyAsync(() => new EndAttempt(rows, attempt.Id), cancellationToken);
            return AttemptState.Ended;
        }

        var report = await IsOverAsync(rows, cancellationToken)
            ? await provider.EndAsync(session, cancellationToken)
            : await provider.LookUpAsync(session, cancellationToken);
        return await SettleAsync(rows, attempt.Id, report, cancellationToken);
    }

    /// <summary>Whether nothing is to be paid any more.</summary>
    private async Task<bool> IsOverAsync(PayingRows rows, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var order = await db.Orders.SingleAsync(
            row => row.MemberId == rows.MemberId && row.Id == rows.OrderId, cancellationToken);
        return !order.ToOrder().IsAwaiting || clock.GetUtcNow() >= order.PayUntil;
    }

    /// <summary>Where the answer was lost the same is asked again. Null: there is no session, and will be none.</summary>
    private async Task<string?> SessionOfAsync(PaymentAttemptRow attempt, CancellationToken cancellationToken)
    {
        try
        {
            return attempt.SessionId ?? (await provider.StartAsync(attempt.ToWish(), cancellationToken)).SessionId;
        }
        catch (PaymentRefusedException refused)
        {
            Refused(logger, attempt.Id, refused);
            return null;
        }
    }

    private async Task<bool> IsRecordedAsync(PaymentAttemptRow attempt, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        return await db.PaymentAttempts.AnyAsync(
            row => row.MemberId == attempt.MemberId && row.Id == attempt.Id && row.Url != null, cancellationToken);
    }

    private string Back(string orderId, string page) => address.Of($"/orders/{orderId}/{page}").AbsoluteUri;

    /// <summary>What was told of a session: asked for anew, since only that counts.</summary>
    public async Task HearOfSessionAsync(string sessionId, CancellationToken cancellationToken)
    {
        var report = await provider.LookUpAsync(sessionId, cancellationToken);
        if (report is { OrderId: { } orderId, AttemptId: { } attemptId } && await MemberOfAsync(orderId, cancellationToken) is { } member)
        {
            await SettleAsync(new PayingRows(member, orderId), attemptId, report, cancellationToken);
        }
    }

    /// <summary>Sends a refund, or asks what became of it.</summary>
    public async Task<CashRefundState> RefundAsync(CashRefundRow refund, CancellationToken cancellationToken)
    {
        var report = refund.ProviderId is { } id
            ? await provider.LookUpRefundAsync(id, cancellationToken)
            : await SendAsync(refund, cancellationToken);
        return await SettleAsync(refund, report, cancellationToken);
    }

    /// <summary>What was told of a refund: asked for anew.</summary>
    public async Task HearOfRefundAsync(string providerId, CancellationToken cancellationToken)
    {
        var report = await provider.LookUpRefundAsync(providerId, cancellationToken);
        await using var db = database.OpenForReading();
        if (await db.CashRefunds.FirstOrDefaultAsync(row => row.Id == report.RefundId, cancellationToken) is { } refund)
        {
            await SettleAsync(refund, report, cancellationToken);
        }
    }

    /// <summary>What was told of a dispute: asked for anew. Of a payment that is not ours nothing follows.</summary>
    public async Task HearOfDisputeAsync(string disputeId, CancellationToken cancellationToken) =>
        await SettleAsync(await provider.LookUpDisputeAsync(disputeId, cancellationToken), cancellationToken);

    /// <summary>Does what follows of what the provider says of a dispute. Answers whether it is of a payment of ours.</summary>
    public async Task<bool> SettleAsync(DisputeReport report, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();

        // One that names no payment is of none of ours, and not of any that has none yet.
        if (await db.PaymentAttempts.FirstOrDefaultAsync(
                row => row.PaymentId != null && row.PaymentId == report.PaymentId, cancellationToken) is not { } paid)
        {
            OfNothing(logger, report.Id, report.PaymentId);
            return false;
        }

        var isNew = await writer.SubmitPatientlyAsync(
            () => new RecordDispute(new PayingRows(paid.MemberId, paid.OrderId), paid.Id, report), cancellationToken);
        if (isNew)
        {
            Disputed(logger, report.Id, paid.OrderId, report.Amount.Value);
        }

        return true;
    }

    /// <summary>Does what follows of what the provider says of a refund.</summary>
    public async Task<CashRefundState> SettleAsync(
        CashRefundRow refund, RefundReport report, CancellationToken cancellationToken)
    {
        var state = await writer.SubmitPatientlyAsync(() => new SettleRefund(refund.MemberId, refund.Id, report), cancellationToken);
        if (state == CashRefundState.Failed)
        {
            RefundFailed(logger, refund.Id, refund.AmountFen);
        }

        return state;
    }

    /// <summary>What the provider refuses for good has failed.</summary>
    private async Task<RefundReport> SendAsync(CashRefundRow refund, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        var paid = await db.PaymentAttempts.SingleAsync(
            attempt => attempt.MemberId == refund.MemberId && attempt.Id == refund.AttemptId, cancellationToken);
        var failed = new RefundReport(null, CashRefundState.Failed, new(refund.AmountFen), paid.PaymentId, refund.Id, refund.Tries);
        try
        {
            return paid.PaymentId is { } payment
                ? await provider.RefundAsync(refund.ToRefund(), payment, cancellationToken)
                : failed;
        }
        catch (PaymentRefusedException refused)
        {
            Refused(logger, refund.Id, refused);
            return failed;
        }
    }

    /// <summary>Does what follows of what the provider says of an attempt.</summary>
    public async Task<AttemptState> SettleAsync(
        PayingRows rows, string attemptId, SessionReport report, CancellationToken cancellationToken)
    {
        var state = await writer.SubmitPatientlyAsync(
            () => new SettleAttempt(rows, attemptId, report, payments.AreLive), cancellationToken);
        if (state == AttemptState.Quarantined)
        {
            Quarantined(logger, attemptId, report.SessionId, report.Amount.Value, report.Currency);
        }

        return state;
    }

    private async Task<string?> MemberOfAsync(string orderId, CancellationToken cancellationToken)
    {
        await using var db = database.OpenForReading();
        return await db.OrderIndex.Where(order => order.Key == orderId).Select(order => order.MemberId)
            .FirstOrDefaultAsync(cancellationToken);
    }

    [LoggerMessage(EventId = 1080, Level = LogLevel.Critical, Message = "What was paid is not what was asked for: attempt {Attempt}, session {Session}, {Amount} {Currency}. Nothing was captured; an operator has to look.")]
    private static partial void Quarantined(ILogger logger, string attempt, string session, long amount, string currency);

    [LoggerMessage(EventId = 1085, Level = LogLevel.Error, Message = "Dispute {Dispute} of order {Order} over {Amount} fen: an operator has to look.")]
    private static partial void Disputed(ILogger logger, string dispute, string order, long amount);

    [LoggerMessage(EventId = 1086, Level = LogLevel.Error, Message = "Dispute {Dispute} is of payment {Payment}, which is not ours.")]
    private static partial void OfNothing(ILogger logger, string dispute, string? payment);

    [LoggerMessage(EventId = 1081, Level = LogLevel.Error, Message = "The payment provider refused {What}.")]
    private static partial void Refused(ILogger logger, string what, Exception exception);

    [LoggerMessage(EventId = 1082, Level = LogLevel.Error, Message = "Refund {Refund} of {AmountFen} fen failed; an operator has to look.")]
    private static partial void RefundFailed(ILogger logger, string refund, long amountFen);
}
