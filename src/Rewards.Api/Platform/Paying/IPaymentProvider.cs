using Rewards.Domain;
using Rewards.Domain.Paying;

namespace Rewards.Api.Platform.Paying;

/// <summary>
/// Takes money for orders and gives it back, at somebody else's pages. What it says when it is asked counts, and nothing
/// else. Every call can be made again: the same id is the same thing there.
/// </summary>
/// <remarks>
/// All of it throws <see cref="PaymentProviderException"/> where nothing is known of the outcome, and
/// <see cref="PaymentRefusedException"/> where the provider says no.
/// </remarks>
public interface IPaymentProvider
{
    /// <summary>Begins a session in which a member pays.</summary>
    Task<SessionStarted> StartAsync(PaymentWish wish, CancellationToken cancellationToken);

    /// <summary>How a session stands now.</summary>
    Task<SessionReport> LookUpAsync(string sessionId, CancellationToken cancellationToken);

    /// <summary>Ends a session, so that nothing can be paid there any more; one that is over is looked up.</summary>
    Task<SessionReport> EndAsync(string sessionId, CancellationToken cancellationToken);

    /// <summary>Gives money back.</summary>
    Task<RefundReport> RefundAsync(CashRefund refund, string paymentId, CancellationToken cancellationToken);

    /// <summary>How a refund stands now.</summary>
    Task<RefundReport> LookUpRefundAsync(string refundId, CancellationToken cancellationToken);

    /// <summary>How a dispute stands now.</summary>
    Task<DisputeReport> LookUpDisputeAsync(string disputeId, CancellationToken cancellationToken);

    /// <summary>All sessions that were begun in a period (UTC, the end is not part of it).</summary>
    IAsyncEnumerable<SessionReport> ListSessionsAsync(
        DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>All refunds that were begun in a period (UTC, the end is not part of it).</summary>
    IAsyncEnumerable<RefundReport> ListRefundsAsync(
        DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>All disputes that were begun in a period (UTC, the end is not part of it).</summary>
    IAsyncEnumerable<DisputeReport> ListDisputesAsync(
        DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken);
}

/// <summary>What a member is to pay. All of it is written down before: asked again, it is the same question.</summary>
/// <param name="Attempt">With its key and amount.</param>
/// <param name="Page">What the member reads.</param>
public sealed record PaymentWish(PaymentAttempt Attempt, PaymentPage Page);

/// <param name="Title">What it is for.</param>
/// <param name="Paid">Where the member comes back to.</param>
/// <param name="Left">Where they come back to without having paid.</param>
/// <param name="Language">zh or en.</param>
public sealed record PaymentPage(string Title, string Paid, string Left, string Language);

/// <param name="SessionId">The provider's name for it.</param>
/// <param name="Url">Where the member pays.</param>
public sealed record SessionStarted(string SessionId, string Url);

/// <summary>What the provider says of a refund.</summary>
/// <param name="Id">Its name for it; null: it did not take it.</param>
/// <param name="State">How it stands.</param>
/// <param name="Amount">What goes back.</param>
/// <param name="PaymentId">Its name for what was paid; null: it says none.</param>
/// <param name="RefundId">Ours, as we had said it; null: it says none.</param>
/// <param name="Try">Which of ours, as we had said it.</param>
public sealed record RefundReport(
    string? Id, CashRefundState State, Fen Amount, string? PaymentId, string? RefundId, int Try);

/// <summary>The provider did not answer, or not in a way that says what happened: ask again, with the same id.</summary>
public sealed class PaymentProviderException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The provider says no: asking again changes nothing.</summary>
/// <param name="code">The provider's.</param>
/// <param name="message">As it said it; may be written to the log.</param>
/// <param name="inner">As it was thrown.</param>
public sealed class PaymentRefusedException(string? code, string message, Exception? inner = null) : Exception(message, inner)
{
    public string? Code => code;
}

/// <summary>Reads what the provider tells by itself.</summary>
public interface IPaymentEvents
{
    /// <summary>Null: it is not the provider's, or can't be read.</summary>
    /// <param name="body">Byte for byte.</param>
    /// <param name="headers">With its signature.</param>
    PaymentTold? Read(string body, IHeaderDictionary headers);
}

/// <summary>That something happened: never what, which is asked for.</summary>
/// <param name="Id">The provider's name for the telling.</param>
/// <param name="Type">What kind.</param>
/// <param name="ObjectId">What it happened to.</param>
/// <param name="IsMeant">Whether anything follows of such.</param>
public sealed record PaymentTold(string Id, string Type, string ObjectId, bool IsMeant);
