using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Serving.Sandbox.Stripe;
using Rewards.Api.Tests.Support;
using Stripe;

namespace Rewards.Api.Tests.Culture.Paying;

/// <summary>A film at 50 yuan a ticket, tomorrow at noon, whose cash is paid online; and the sandbox's Stripe.</summary>
public sealed class PayingDesk(RewardsApp app)
{
    public SupplyDesk Cinema { get; } = new(app, "rk_test_cinema");

    private Caller Stripe { get; } = app.Caller(null);

    public static object Film(long fen = 5_000) => new { Kind = "slot", Title = "三体", PriceFen = fen, Unit = "张", Payment = "online" };

    public async Task<(string Offer, string Slot)> PublishAsync(int capacity = 10)
    {
        var offer = await Cinema.PublishAsync(Film());
        return (offer, await Cinema.MakeSlotAsync(offer, app.Time.GetUtcNow().AddHours(26), capacity));
    }

    /// <summary>An order of a new member, who has 300 points: of two tickets 7,000 fen are to be paid.</summary>
    public async Task<(Member Member, Answer Order)> OrderAsync(int quantity = 2, (string Offer, string Slot)? of = null)
    {
        var (offer, slot) = of ?? await PublishAsync();
        var member = await app.SignUpAsync();
        return (member, (await OrderAsync(member, offer, slot, quantity)).Expect(201));
    }

    public static Task<Answer> OrderAsync(Member member, string offer, string slot, int quantity = 2) =>
        member.Caller.PostKeyedAsync(
            "/v1/member/orders", new { OfferId = offer, SlotId = slot, Quantity = quantity, AcceptVersion = 1 });

    public static Task<Answer> PayAsync(Member member, Answer order) =>
        member.Caller.PostKeyedAsync($"/v1/member/orders/{order.Text("id")}/pay", new { });

    public static async Task<Answer> ReadAsync(Member member, Answer order) =>
        (await member.Caller.GetAsync("/v1/member/orders/" + order.Text("id"))).Expect(200);

    public static async Task<string> SessionAsync(Member member, Answer order) =>
        (await ReadAsync(member, order))["payment"]!["provider_id"]!.GetValue<string>();

    /// <summary>Pays at Stripe's page, in a session that was begun.</summary>
    public async Task<Answer> PayThereAsync(string session, bool atTheLastSecond = false) =>
        (await Stripe.PostAsync($"/sandbox/stripe/sessions/{session}/pay", new { AtTheLastSecond = atTheLastSecond })).Expect(200);

    /// <summary>An order that is paid, with tickets.</summary>
    public async Task<(Member Member, Answer Order)> PaidAsync(int quantity = 2, (string Offer, string Slot)? of = null)
    {
        var (member, order) = await OrderAsync(quantity, of);
        (await PayAsync(member, order)).Expect(200);
        await PayThereAsync(await SessionAsync(member, order));
        await SettleAsync();
        return (member, await ReadAsync(member, order));
    }

    /// <summary>What Stripe tells is not waited for: what is due is asked.</summary>
    public async Task SettleAsync()
    {
        await UntilToldAsync();
        await app.RunJobAsync("settle-payments");
    }

    /// <summary>Money at Stripe for an order, in fen.</summary>
    public async Task<(long Paid, long Refunded)> BooksAsync(Answer order)
    {
        var books = (await Stripe.GetAsync("/sandbox/stripe/payments")).Expect(200);
        var payments = books["payments"]!.AsArray().Where(one => Text(one!, "order_id") == order.Text("id")).ToList();
        var ids = payments.Select(one => Text(one!, "payment_intent")).ToList();
        var refunds = books["refunds"]!.AsArray().Where(one => ids.Contains(Text(one!, "payment_intent")) && Text(one!, "status") != "failed");
        return (payments.Sum(one => one!["amount"]!.GetValue<long>()), refunds.Sum(one => one!["amount"]!.GetValue<long>()));
    }

    /// <summary>Who paid disputes it; the service has heard of it.</summary>
    public async Task<string> DisputeAsync(Answer order)
    {
        var dispute = (await Stripe.PostAsync("/sandbox/stripe/disputes", new { OrderId = order.Text("id") })).Expect(200);
        await SettleAsync();
        return dispute.Text("id");
    }

    /// <param name="dispute">Which.</param>
    /// <param name="how">win or lose.</param>
    public async Task CloseAsync(string dispute, string how)
    {
        (await Stripe.PostAsync($"/sandbox/stripe/disputes/{dispute}/{how}", new { })).Expect(200);
        await SettleAsync();
    }

    /// <summary>What went back of an order comes back: the service has heard of it.</summary>
    public async Task FailRefundAsync(Answer order)
    {
        var books = (await Stripe.GetAsync("/sandbox/stripe/payments")).Expect(200);
        var paid = books["payments"]!.AsArray().Single(one => Text(one!, "order_id") == order.Text("id"))!;
        var refund = books["refunds"]!.AsArray().Single(one => Text(one!, "payment_intent") == Text(paid, "payment_intent"))!;
        (await Stripe.PostAsync($"/sandbox/stripe/refunds/{Text(refund, "id")}/fail", new { })).Expect(200);
        await SettleAsync();
    }

    /// <summary>The session at Stripe, whether or not the service knows of it.</summary>
    public async Task<string> SessionThereAsync(Answer order) =>
        (await app.Services.GetRequiredService<FakeStripe>().SessionsAsync()).Single(session => session.Order == order.Text("id")).Id;

    /// <summary>One event, several times at once: as Stripe may.</summary>
    public Task<int[]> TellAsync(string about, int times, string type = "checkout.session.completed")
    {
        var body = $$"""
            {"id":"evt_{{about}}","object":"event","type":"{{type}}","api_version":"{{StripeConfiguration.ApiVersion}}","livemode":false,"data":{"object":{"id":"{{about}}"} } }
            """;
        return Task.WhenAll(Enumerable.Range(0, times).Select(_ => TellAsync(body, FakeStripe.WebhookSecret)));
    }

    /// <summary>Answers the status.</summary>
    public async Task<int> TellAsync(string body, string secret)
    {
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/webhooks/stripe")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add(
            "Stripe-Signature", EventUtility.GenerateSignatureHeader(body, secret, app.Time.GetUtcNow().ToUnixTimeSeconds()));
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }

    public async Task FailAsync(object faults) => (await Stripe.PostAsync("/sandbox/stripe/faults", faults)).Expect(204);

    public static string Ticket(Answer order, int at) => Text(order["tickets"]![at]!, "id");

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    /// <summary>What was paid is told within moments: until then nothing is due.</summary>
    private async Task UntilToldAsync()
    {
        var events = app.Services.GetRequiredService<FakeStripeEvents>();
        while (events.Untold > 0)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
