using System.Security.Cryptography;
using Rewards.Api.Platform;
using Rewards.Api.Platform.Paying.Stripe;

namespace Rewards.Api.Serving.Sandbox.Stripe;

/// <summary>How the sandbox's Stripe tells of what happened.</summary>
public enum EventFault
{
    Normal,
    Duplicate,
    Reorder,
    Delay,
    Drop,
}

/// <summary>How it answers calls.</summary>
public enum CallFault
{
    Normal,
    Error,
    Slow,

    /// <summary>It does what it is asked, and does not say so.</summary>
    LostAnswer,
    Away,
}

/// <summary>
/// Stripe for trying things out: speaks the part of Stripe's protocol that the service uses, under the service's own
/// address, keeps books, tells of what happens, and fails like Stripe on request.
/// </summary>
internal sealed class FakeStripe(FakeStripeBooks books, FakeStripeEvents events, Clock clock)
{
    /// <summary>Where it begins; then come Stripe's own paths.</summary>
    public const string Prefix = "/sandbox/stripe";

    /// <summary>Stands for this process itself: where it listens is known once it does.</summary>
    public static readonly Uri OwnBase = new("http://localhost" + Prefix);

    public const string SecretKey = "sk_test_sandbox";

    public const string WebhookSecret = "whsec_sandbox";

    private const int IdBytes = 12;

    /// <summary>How calls are answered, and until when in real time.</summary>
    private volatile Fault fault = new(CallFault.Normal, DateTimeOffset.MaxValue);

    public CallFault Calls => TimeProvider.System.GetUtcNow() < fault.Until ? fault.Kind : CallFault.Normal;

    public void Fail(CallFault kind, TimeSpan? lasts) => fault = new Fault(kind, EndOf(lasts));

    public async Task<FakeSession> StartAsync(Func<string, DateTimeOffset, FakeSession> make)
    {
        var session = make("cs_test_" + NewId(), clock.GetUtcNow());
        await books.AddAsync(session.Id, session);
        return session;
    }

    public async Task<FakeSession?> FindSessionAsync(string id) =>
        id.StartsWith("cs_", StringComparison.Ordinal) ? (await books.FindAsync<FakeSession>(id))?.At(clock.GetUtcNow()) : null;

    /// <summary>Pays, if it can still be paid.</summary>
    /// <param name="id">The session's.</param>
    /// <param name="atTheLastSecond">Also one that has just ended: paid as it expired.</param>
    public async Task<FakeSession?> PayAsync(string id, bool atTheLastSecond = false)
    {
        var (now, isNew) = (clock.GetUtcNow(), false);
        var session = await ChangeAsync<FakeSession>("cs_", id, before =>
        {
            isNew = atTheLastSecond ? before.PaymentIntent is null : before.At(now).Status == FakeSession.Open;
            return isNew ? before.Pay() : before.At(now);
        });
        if (isNew)
        {
            events.Tell("checkout.session.completed", session!.Id, session.ToJson(""));
        }

        return session;
    }

    /// <summary>Ends, if it is open; answers as it is then, and whether this has ended it.</summary>
    public async Task<(FakeSession? Session, bool IsEnded)> EndAsync(string id)
    {
        var (now, isNew) = (clock.GetUtcNow(), false);
        var session = await ChangeAsync<FakeSession>("cs_", id, before =>
        {
            isNew = before.At(now).Status == FakeSession.Open;
            return isNew ? before with { Status = FakeSession.Expired } : before.At(now);
        });
        if (isNew)
        {
            events.Tell("checkout.session.expired", session!.Id, session.ToJson(""));
        }

        return (session, isNew);
    }

    /// <summary>Null: it was not paid, or less than that is left of it.</summary>
    public async Task<FakeRefund?> RefundAsync(
        string paymentIntent, long? amount, (string? Reason, Dictionary<string, string> Metadata) with)
    {
        var wanted = 0L;
        await books.ChangeAsync<FakeSession>(FakeSession.IdOf(paymentIntent), paid =>
        {
            var left = paid.PaymentIntent is null ? 0 : paid.Amount - paid.Refunded;
            wanted = amount ?? left;
            wanted = wanted < 1 || wanted > left ? 0 : wanted;
            return paid with { Refunded = paid.Refunded + wanted };
        });
        if (wanted == 0)
        {
            return null;
        }

        var refund = new FakeRefund(
            "re_" + NewId(), paymentIntent, wanted, with.Reason, with.Metadata, clock.GetUtcNow().ToUnixTimeSeconds());
        await books.AddAsync(refund.Id, refund);
        events.Tell("refund.created", refund.Id, refund.ToJson());
        return refund;
    }

    public Task<FakeRefund?> FindRefundAsync(string id) => books.FindAsync<FakeRefund>(id);

    /// <summary>What was given back comes back to the account: the card was closed, say.</summary>
    public async Task<FakeRefund?> FailRefundAsync(string id)
    {
        var isNew = false;
        var refund = await ChangeAsync<FakeRefund>("re_", id, before =>
        {
            isNew = before.Status != FakeRefund.Failed;
            return before with { Status = FakeRefund.Failed };
        });
        if (isNew)
        {
            await books.ChangeAsync<FakeSession>(
                FakeSession.IdOf(refund!.PaymentIntent), paid => paid with { Refunded = paid.Refunded - refund.Amount });
            events.Tell("refund.failed", refund.Id, refund.ToJson());
        }

        return refund;
    }

    /// <summary>Null: the order was not paid.</summary>
    public async Task<FakeDispute?> DisputeAsync(string orderId, long? amount)
    {
        if ((await SessionsAsync()).Find(session => session.Order == orderId && session.PaymentIntent is not null) is not { } paid)
        {
            return null;
        }

        var dispute = new FakeDispute(
            "dp_" + NewId(), paid.PaymentIntent!, amount ?? paid.Amount, clock.GetUtcNow().ToUnixTimeSeconds());
        await books.AddAsync(dispute.Id, dispute);
        events.Tell("charge.dispute.created", dispute.Id, dispute.ToJson());
        return dispute;
    }

    public Task<FakeDispute?> FindDisputeAsync(string id) => books.FindAsync<FakeDispute>(id);

    /// <summary>The bank decides; once.</summary>
    /// <param name="id">The dispute's.</param>
    /// <param name="status">Won or lost.</param>
    public async Task<FakeDispute?> CloseDisputeAsync(string id, string status)
    {
        var isNew = false;
        var dispute = await ChangeAsync<FakeDispute>("dp_", id, before =>
        {
            isNew = before.Status is not (FakeDispute.Won or FakeDispute.Lost);
            return isNew ? before with { Status = status } : before;
        });
        if (isNew)
        {
            events.Tell("charge.dispute.closed", dispute!.Id, dispute.ToJson());
        }

        return dispute;
    }

    /// <summary>Whether payments are played, and not Stripe's own, in test mode.</summary>
    public static bool IsMeantBy(StripeOptions options) => options.SecretKey == SecretKey;

    public Task<List<FakeDispute>> DisputesAsync() => books.AllAsync<FakeDispute>("dp_");

    public async Task<List<FakeSession>> SessionsAsync() =>
        (await books.AllAsync<FakeSession>("cs_")).ConvertAll(session => session.At(clock.GetUtcNow()));

    public Task<List<FakeRefund>> RefundsAsync() => books.AllAsync<FakeRefund>("re_");

    internal static DateTimeOffset EndOf(TimeSpan? lasts) =>
        lasts is { } some ? TimeProvider.System.GetUtcNow() + some : DateTimeOffset.MaxValue;

    /// <summary>Null: no such thing of that kind, whatever else has the name.</summary>
    private async Task<T?> ChangeAsync<T>(string prefix, string id, Func<T, T> change)
        where T : class =>
        id.StartsWith(prefix, StringComparison.Ordinal) ? await books.ChangeAsync(id, change) : null;

    private static string NewId() => RandomNumberGenerator.GetHexString(IdBytes * 2, lowercase: true);

    private sealed record Fault(CallFault Kind, DateTimeOffset Until);
}
