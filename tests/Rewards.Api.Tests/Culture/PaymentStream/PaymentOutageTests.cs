using System.Collections.Concurrent;
using System.Diagnostics;
using Rewards.Api.Tests.Culture.Paying;
using Rewards.Api.Tests.Support;
using static Rewards.Api.Tests.Ledger.Differential.Comparison;
using DifferentialPlan = Rewards.Api.Tests.Ledger.Differential.Plan;

namespace Rewards.Api.Tests.Culture.PaymentStream;

/// <summary>
/// Stripe answers nothing while members go on, over two nodes with their jobs: what they had begun they pay at its page, what
/// they order waits, and what costs no cash is there at once.
/// </summary>
public sealed class PaymentOutageTests
{
    /// <summary>For how many seconds it is away: ten minutes are the promise.</summary>
    private const string SecondsVariable = "REWARDS_OUTAGE";

    private const int Usually = 6;
    private const int BegunBefore = 24;
    private const int Clients = 4;
    private const int Places = 100_000;

    /// <summary>How long a stuck order is waited for; how long it took is said, and two minutes are the promise.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Between two orders of a client: enough for a load, and few enough that all can be paid afterwards.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentBag<TownOrder> waiting = [];
    private readonly ConcurrentBag<TownOrder> paid = [];
    private readonly ConcurrentBag<double> withoutCash = [];

    [Fact]
    public async Task While_Stripe_is_away_no_order_is_lost_and_afterwards_all_is_settled()
    {
        PostgresServer.SkipWithout();
        var lasts = TimeSpan.FromSeconds(DifferentialPlan.Number(SecondsVariable) ?? Usually);
        await using var service = await PaidProcesses.StartAsync();
        var film = await service.PublishAsync(Places);
        var before = await BeginAsync(service, film);
        var free = await service.PublishAsync(Places, SupplyDesk.Free());
        await OrderWithoutCashAsync(service, free, DateTime.UtcNow + (lasts / 3));
        var usual = Typical();

        await service.FailAsync(new { Calls = "away" });
        await Task.WhenAll([
            PayThereAsync(service, before, lasts),
            OrderWithoutCashAsync(service, free, DateTime.UtcNow + lasts),
            .. Enumerable.Range(0, Clients).Select(_ => OrderWithCashAsync(service, film, DateTime.UtcNow + lasts)),
        ]);
        await service.FailAsync(new { Calls = "normal" });
        var clock = Stopwatch.StartNew();
        await UntilConfirmedAsync(paid, clock);
        var settled = clock.Elapsed;

        await PayWhatWaitsAsync(service);
        await UntilConfirmedAsync(waiting, Stopwatch.StartNew());
        await CheckAsync(service);
        Say($"away for {lasts.TotalSeconds:F0} s: {paid.Count} paid meanwhile, settled after {settled.TotalSeconds:F1} s; "
            + $"{waiting.Count} ordered meanwhile; without cash {withoutCash.Count} in all, usually {usual:F0} ms, meanwhile {Typical():F0} ms");
    }

    /// <summary>Sessions that are open when Stripe goes away.</summary>
    private static async Task<List<TownOrder>> BeginAsync(PaidService service, (string Offer, string Slot) film)
    {
        var begun = new List<TownOrder>();
        for (var number = 0; number < BegunBefore; number++)
        {
            var order = await OrderAsync(service, film, 2);
            order.Sessions.Add(SessionOf((await BeginAsync(order)).Expect(200)));
            begun.Add(order);
        }

        return begun;
    }

    private async Task PayThereAsync(PaidService service, List<TownOrder> begun, TimeSpan within)
    {
        foreach (var order in begun)
        {
            (await service.Stripe.PostAsync($"/sandbox/stripe/sessions/{order.Sessions[0]}/pay", new { })).Expect(200);
            paid.Add(order);
            await Task.Delay(within / begun.Count, TestContext.Current.CancellationToken);
        }
    }

    private async Task OrderWithCashAsync(PaidService service, (string Offer, string Slot) film, DateTime until)
    {
        while (DateTime.UtcNow < until)
        {
            var order = await OrderAsync(service, film, 2);
            (await BeginAsync(order)).Expect(503, "payment_unavailable_now");
            waiting.Add(order);
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    private async Task OrderWithoutCashAsync(PaidService service, (string Offer, string Slot) free, DateTime until)
    {
        withoutCash.Clear();
        while (DateTime.UtcNow < until)
        {
            var member = await service.SignUpAsync();
            var clock = Stopwatch.StartNew();
            (await PayingDesk.OrderAsync(member, free.Offer, free.Slot, 1)).Expect(201);
            withoutCash.Add(clock.Elapsed.TotalMilliseconds);
        }
    }

    private async Task PayWhatWaitsAsync(PaidService service)
    {
        foreach (var order in waiting)
        {
            var begun = await BeginAsync(order);
            for (var tries = 0; begun.Status == 503 && tries < 100; tries++)
            {
                await Task.Delay(200, TestContext.Current.CancellationToken);
                begun = await BeginAsync(order);
            }

            (await service.Stripe.PostAsync($"/sandbox/stripe/sessions/{SessionOf(begun.Expect(200))}/pay", new { })).Expect(200);
        }
    }

    private static async Task UntilConfirmedAsync(IEnumerable<TownOrder> orders, Stopwatch clock)
    {
        foreach (var order in orders)
        {
            while ((await order.Member.Caller.GetAsync(order.Path)).Expect(200).Text("status") != "confirmed")
            {
                Assert.True(clock.Elapsed < Patience, $"{order.Id} is not confirmed after {clock.Elapsed.TotalSeconds:F0} s.");
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }
    }

    /// <summary>Each was paid once, and nothing went back.</summary>
    private async Task CheckAsync(PaidService service)
    {
        var books = (await service.Stripe.GetAsync("/sandbox/stripe/payments")).Expect(200);
        var there = books["payments"]!.AsArray().CountBy(one => one!["order_id"]!.GetValue<string>()).ToDictionary();
        Assert.All([.. paid, .. waiting], order => Assert.Equal(1, there.GetValueOrDefault(order.Id)));
        Assert.Empty(books["refunds"]!.AsArray());
        var run = await service.RunJobAsync("reconcile-payments");
        Assert.True(run.Text("status") == "succeeded", run.Body!.ToJsonString());
        await service.VerifyAsync();
    }

    private static async Task<TownOrder> OrderAsync(PaidService service, (string Offer, string Slot) film, int quantity)
    {
        var member = await service.SignUpAsync();
        return new TownOrder(member, (await PayingDesk.OrderAsync(member, film.Offer, film.Slot, quantity)).Expect(201).Text("id"));
    }

    private static Task<Answer> BeginAsync(TownOrder order) => order.Member.Caller.PostKeyedAsync(order.Path + "/pay", new { });

    private static string SessionOf(Answer begun) => begun.Text("url").Split('/')[^1];

    private double Typical() => withoutCash.Order().ElementAt(withoutCash.Count / 2);
}
