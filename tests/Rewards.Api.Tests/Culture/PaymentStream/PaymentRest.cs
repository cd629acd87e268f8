using System.Text.Json.Nodes;
using Rewards.Api.Tests.Culture.Paying;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.PaymentStream;

/// <summary>
/// What the stream is compared with when nothing moves any more. The model: of a paid order Stripe keeps the cash of its
/// tickets less what came back; of one that ended without being paid, nothing; of one that was cancelled, its fees.
/// </summary>
internal sealed class PaymentRest(RewardsApp app, PayingDesk desk)
{
    private const string Cases = "/v1/operator/payments";
    private const int MostRounds = 20;

    private readonly Caller stripe = app.Caller(null);
    private readonly Caller one = app.Operator("operator");
    private readonly Caller other = app.Operator("approver");

    /// <summary>The way to who was away stays closed for a while, of real time.</summary>
    public async Task UntilStripeAnswersAsync()
    {
        while ((await app.RunJobAsync("reconcile-payments"))["error"]?.GetValue<string>() == "Stripe did not answer.")
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A day passes, jobs do their work, and people decide what is theirs to decide.</summary>
    public async Task ComeToAsync()
    {
        foreach (var hours in new[] { 1, 1, 22 })
        {
            app.Time.Advance(TimeSpan.FromHours(hours));
            await desk.SettleAsync();
            await app.RunJobAsync("end-orders");
            await app.RunJobAsync("expire-holds");

            // What was paid when Stripe had said that it can't be, and was not told, is found in its books alone.
            await app.RunJobAsync("reconcile-payments");
        }

        await CloseDisputesAsync();
        for (var round = 0; round < MostRounds && await DecideAsync() > 0; round++)
        {
            await desk.SettleAsync();
        }

        await desk.SettleAsync();
        Assert.Empty((await one.GetAsync(Cases)).Expect(200).Data);
    }

    /// <summary>Two operators decide about what lies there. Answers how many cases were resolved.</summary>
    public async Task<int> DecideAsync()
    {
        var resolved = 0;
        foreach (var open in (await one.GetAsync(Cases + "?limit=100")).Expect(200).Data)
        {
            var (id, decisions) = (Text(open, "id"), open["decisions"]!.AsArray());
            if (decisions.Count > 0)
            {
                (await one.PostKeyedAsync($"{Cases}/{id}/resolve", new { Decision = decisions[0]!.GetValue<string>(), Reason = "Seen" })).Expect(202);
                (await other.PostKeyedAsync($"{Cases}/{id}/approve", new { })).Expect(200);
                resolved++;
            }
        }

        return resolved;
    }

    public async Task CheckAsync(IReadOnlyList<TownOrder> orders)
    {
        var books = (await stripe.GetAsync("/sandbox/stripe/payments")).Expect(200);
        var payments = books["payments"]!.AsArray().ToLookup(paid => Text(paid!, "order_id"));
        var refunds = books["refunds"]!.AsArray().Where(refund => Text(refund!, "status") != "failed")
            .ToLookup(refund => Text(refund!, "payment_intent"), refund => Fen(refund!, "amount"));
        foreach (var order in orders)
        {
            var now = (await order.Member.Caller.GetAsync(order.Path)).Expect(200);
            var there = payments[order.Id].Sum(paid => Fen(paid!, "amount") - refunds[Text(paid!, "payment_intent")].Sum());
            Assert.True(there == Kept(now), $"{there} fen at Stripe, {Kept(now)} expected: {now.Body!.ToJsonString()}");
        }

        var run = await app.RunJobAsync("reconcile-payments");
        Assert.True(run.Text("status") == "succeeded", run.Body!.ToJsonString());
        Assert.Empty(app.Verify().Findings);
    }

    /// <summary>Points are with the tickets that are still of use, and all others are back.</summary>
    public static async Task CheckPointsAsync(Member member, IReadOnlyList<TownOrder> orders)
    {
        var spent = 0L;
        foreach (var order in orders)
        {
            var now = (await order.Member.Caller.GetAsync(order.Path)).Expect(200);
            spent += now.Text("status") == "expired" ? 0 : now.Number("points") - now.Number("refunded_points");
        }

        Assert.Equal(300 - spent, await member.SpendableAsync());
    }

    /// <summary>In fen; what still awaits payment after a day is stuck.</summary>
    private static long Kept(Answer order) => order.Text("status") switch
    {
        "confirmed" or "completed" => order.Number("cash_fen") - order.Number("refunded_cash_fen"),
        "cancelled" => order.Number("fee_fen"),
        "expired" => 0,
        var stuck => throw new InvalidOperationException($"Order {order.Text("id")} is {stuck} after a day."),
    };

    private async Task CloseDisputesAsync()
    {
        var books = (await stripe.GetAsync("/sandbox/stripe/payments")).Expect(200);
        foreach (var dispute in books["disputes"]!.AsArray().Where(one => Text(one!, "status") == "needs_response"))
        {
            await stripe.PostAsync($"/sandbox/stripe/disputes/{Text(dispute!, "id")}/win", new { });
        }

        await desk.SettleAsync();
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static long Fen(JsonNode node, string name) => node[name]!.GetValue<long>();
}
