using System.Text.Json.Nodes;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.PaymentStream;

/// <summary>
/// What the stream is compared with when nothing moves any more. The model: of a paid order Stripe keeps the cash of its
/// tickets less what came back; of one that ended without being paid, nothing; of one that was cancelled, its fees.
/// </summary>
internal sealed class PaymentRest(PaidService service)
{
    private const string Cases = "/v1/operator/payments";
    private const int MostRounds = 20;

    private readonly Caller one = service.Caller("op_test_operator");
    private readonly Caller other = service.Caller("op_test_approver");
    private static readonly SemaphoreSlim Deciding = new(1);

    /// <summary>Nobody does anything for a day but who has to look; then all money is where it belongs.</summary>
    public async Task AfterAsync(IReadOnlyList<PaymentTown> towns)
    {
        await service.FailAsync(new { Events = "normal", Calls = "normal" });
        await UntilStripeAnswersAsync();
        await ComeToAsync();
        var orders = towns.SelectMany(town => town.Orders).ToList();
        await CheckAsync(orders);
        foreach (var member in towns.SelectMany(town => town.Members))
        {
            await CheckPointsAsync(member, orders.FindAll(order => order.Member == member));
        }
    }

    /// <summary>The way to who was away stays closed for a while, of real time.</summary>
    private async Task UntilStripeAnswersAsync()
    {
        while ((await service.RunJobAsync("reconcile-payments"))["error"]?.GetValue<string>() == "Stripe did not answer.")
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A day passes, jobs do their work, and people decide what is theirs to decide.</summary>
    private async Task ComeToAsync()
    {
        foreach (var hours in new[] { 1, 1, 22 })
        {
            await service.AdvanceAsync(TimeSpan.FromHours(hours));
            await service.SettleAsync();
            await service.RunJobAsync("end-orders");
            await service.RunJobAsync("expire-holds");

            // What was paid when Stripe had said that it can't be, and was not told, is found in its books alone.
            await service.RunJobAsync("reconcile-payments");
        }

        await CloseDisputesAsync();
        // What is decided sends money, and what that tells may release what was held back of others.
        for (var (round, quiet) = (0, 0); round < MostRounds && quiet < 2; round++)
        {
            quiet = await DecideAsync() == 0 ? quiet + 1 : 0;
            await service.SettleAsync();
        }

        var left = (await one.GetAsync(Cases)).Expect(200);
        Assert.True(left.Data.Count == 0, left.Body!.ToJsonString());
    }

    /// <summary>Two operators decide about what lies there. Answers how many cases were resolved.</summary>
    public async Task<int> DecideAsync()
    {
        await Deciding.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return await DecideOneByOneAsync();
        }
        finally
        {
            Deciding.Release();
        }
    }

    private async Task<int> DecideOneByOneAsync()
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

    private async Task CheckAsync(IReadOnlyList<TownOrder> orders)
    {
        var books = (await service.Stripe.GetAsync("/sandbox/stripe/payments")).Expect(200);
        var payments = books["payments"]!.AsArray().ToLookup(paid => Text(paid!, "order_id"));
        var refunds = books["refunds"]!.AsArray().Where(refund => Text(refund!, "status") != "failed")
            .ToLookup(refund => Text(refund!, "payment_intent"), refund => Fen(refund!, "amount"));
        foreach (var order in orders)
        {
            var now = (await order.Member.Caller.GetAsync(order.Path)).Expect(200);
            var there = payments[order.Id].Sum(paid => Fen(paid!, "amount") - refunds[Text(paid!, "payment_intent")].Sum());
            Assert.True(there == Kept(now), $"{there} fen at Stripe, {Kept(now)} expected: {now.Body!.ToJsonString()}");
        }

        var run = await service.RunJobAsync("reconcile-payments");
        Assert.True(run.Text("status") == "succeeded", run.Body!.ToJsonString());
        await service.VerifyAsync();
    }

    /// <summary>Points are with the tickets that are still of use, and all others are back.</summary>
    private static async Task CheckPointsAsync(Member member, IReadOnlyList<TownOrder> orders)
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
        var books = (await service.Stripe.GetAsync("/sandbox/stripe/payments")).Expect(200);
        foreach (var dispute in books["disputes"]!.AsArray().Where(one => Text(one!, "status") == "needs_response"))
        {
            await service.Stripe.PostAsync($"/sandbox/stripe/disputes/{Text(dispute!, "id")}/win", new { });
        }

        await service.SettleAsync();
    }

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static long Fen(JsonNode node, string name) => node[name]!.GetValue<long>();
}
