using static Rewards.Api.Serving.Sandbox.SandboxHtml;

namespace Rewards.Api.Serving.Sandbox.Stripe;

/// <summary>What happened last at the sandbox's Stripe, with what can happen next.</summary>
internal static class FakeStripeBooksTable
{
    private const int Most = 20;

    /// <param name="stripe">Whose books.</param>
    /// <param name="switches">Where its buttons lead, without a slash at the end.</param>
    public static async Task<string> ShowAsync(FakeStripe stripe, string switches)
    {
        var sessions = (await stripe.SessionsAsync()).Take(Most).Select(session => (string[])
        [
            $"<code>{session.Id}</code>",
            Text(session.Title) + $"<br><code>{Text(session.Order)}</code>",
            Yuan(session.Amount),
            session.Status,
            string.Concat(ActsOf(session).Select(act => Button($"{switches}/{act.Where}", act.Says))),
        ]);
        var refunds = (await stripe.RefundsAsync()).Take(Most).Select(refund => (string[])
        [
            $"<code>{refund.Id}</code>",
            $"refund of <code>{refund.PaymentIntent}</code>",
            Yuan(refund.Amount),
            refund.Status,
            refund.Status == FakeRefund.Failed ? "" : Button($"{switches}/refunds/{refund.Id}/fail", "Fail"),
        ]);
        var disputes = (await stripe.DisputesAsync()).Take(Most).Select(dispute => (string[])
        [
            $"<code>{dispute.Id}</code>",
            $"dispute about <code>{dispute.PaymentIntent}</code>",
            Yuan(dispute.Amount),
            dispute.Status,
            dispute.Status is FakeDispute.Won or FakeDispute.Lost ? "" : Button($"{switches}/disputes/{dispute.Id}/win", "Won")
                + Button($"{switches}/disputes/{dispute.Id}/lose", "Lost"),
        ]);
        List<string[]> rows = [.. sessions, .. refunds, .. disputes];
        return rows.Count == 0
            ? "<p>Nothing was begun here yet.</p>"
            : Table(rows) + $"""<p>The newest {Most} of each; all: <a href="{FakeStripe.Prefix}/payments">books</a>.</p>""";
    }

    private static (string Where, string Says)[] ActsOf(FakeSession session) => session switch
    {
        { Status: FakeSession.Open } => [($"sessions/{session.Id}/pay", "Pay"), ($"sessions/{session.Id}/close", "Let it expire")],
        { PaymentIntent: null } => [($"sessions/{session.Id}/pay-late", "Paid as it expired")],
        { Order: { } order } => [($"payments/{order}/dispute", "Dispute")],
        _ => [],
    };
}
