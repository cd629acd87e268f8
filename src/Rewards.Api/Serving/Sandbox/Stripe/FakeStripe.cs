using System.Security.Cryptography;
using Rewards.Api.Platform;

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
        var session = await books.ChangeAsync<FakeSession>(id, before =>
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
        var session = await books.ChangeAsync<FakeSession>(id, before =>
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
        var left = await LeftOfAsync(paymentIntent);
        var wanted = amount ?? left;
        if (wanted < 1 || wanted > left)
        {
            return null;
        }

        var refund = new FakeRefund(
            "re_" + NewId(), paymentIntent, wanted, with.Reason, with.Metadata, clock.GetUtcNow().ToUnixTimeSeconds());
        await books.AddAsync(refund.Id, refund);
        events.Tell("refund.created", refund.Id, refund.ToJson());
        return refund;
    }

    private async Task<long> LeftOfAsync(string paymentIntent)
    {
        var paid = (await books.AllAsync<FakeSession>("cs_")).Find(session => session.PaymentIntent == paymentIntent);
        var before = (await RefundsAsync()).Where(refund => refund.PaymentIntent == paymentIntent && refund.Status != "failed");
        return (paid?.Amount ?? 0) - before.Sum(refund => refund.Amount);
    }

    public Task<FakeRefund?> FindRefundAsync(string id) => books.FindAsync<FakeRefund>(id);

    /// <summary>What was given back comes back to the account: the card was closed, say.</summary>
    public async Task<FakeRefund?> FailRefundAsync(string id)
    {
        var refund = await books.ChangeAsync<FakeRefund>(id, before => before with { Status = "failed" });
        if (refund is not null)
        {
            events.Tell("refund.failed", refund.Id, refund.ToJson());
        }

        return refund;
    }

    public async Task<List<FakeSession>> SessionsAsync() =>
        (await books.AllAsync<FakeSession>("cs_")).ConvertAll(session => session.At(clock.GetUtcNow()));

    public Task<List<FakeRefund>> RefundsAsync() => books.AllAsync<FakeRefund>("re_");

    internal static DateTimeOffset EndOf(TimeSpan? lasts) =>
        lasts is { } some ? TimeProvider.System.GetUtcNow() + some : DateTimeOffset.MaxValue;

    private static string NewId() => RandomNumberGenerator.GetHexString(IdBytes * 2, lowercase: true);

    private sealed record Fault(CallFault Kind, DateTimeOffset Until);
}
