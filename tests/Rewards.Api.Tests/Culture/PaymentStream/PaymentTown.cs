using System.Text.Json.Nodes;
using Rewards.Api.Tests.Culture.Paying;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.PaymentStream;

/// <summary>Members, a cinema, and the sandbox's Stripe: what they do at random, one after the other.</summary>
internal sealed class PaymentTown
{
    /// <summary>More than can be ordered in a chapter.</summary>
    private const int Places = 4_000;

    private readonly PaidService service;
    private readonly Random random;
    private readonly PaymentRest rest;
    private readonly SortedDictionary<string, int> done = [];
    private readonly (int Weight, Func<Task<string>> Act)[] acts;
    private List<Member> members = [];
    private List<TownOrder> orders = [];
    private (string Offer, string Slot) film;

    public PaymentTown(PaidService service, PaymentRest rest, Random random)
    {
        (this.service, this.rest, this.random) = (service, rest, random);
        acts =
        [
            (20, OrderAsync), (22, BeginAsync), (22, PayAsync), (5, CloseAsync), (10, CancelAsync), (12, SettleAsync),
            (10, PassAsync), (5, TellOtherwiseAsync), (1, FailAsync), (3, FailRefundAsync), (3, DisputeAsync), (3, DecideAsync),
        ];
    }

    public IReadOnlyList<TownOrder> Orders => orders;

    public IReadOnlyList<Member> Members => members;

    /// <summary>What was done how often.</summary>
    public static string InWords(IEnumerable<PaymentTown> towns) => string.Join(", ", towns.SelectMany(town => town.done)
        .GroupBy(one => one.Key, one => one.Value)
        .OrderBy(one => one.Key, StringComparer.Ordinal)
        .Select(one => $"{one.Key} {one.Sum()}"));

    /// <summary>A new film, for tomorrow, and new members: what is not paid too often blocks who ordered it.</summary>
    /// <param name="people">How many members.</param>
    public async Task OpenAsync(int people)
    {
        film = await service.PublishAsync(Places);
        members = [];
        orders = [];
        for (var number = 0; number < people; number++)
        {
            members.Add(await service.SignUpAsync());
        }
    }

    public async Task StepsAsync(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            var at = random.Next(acts.Sum(act => act.Weight));
            var act = acts.First(one => (at -= one.Weight) < 0);
            var what = await act.Act();
            done[what] = done.GetValueOrDefault(what) + 1;
        }
    }

    private async Task<string> OrderAsync()
    {
        var member = Any(members);
        var answer = await PayingDesk.OrderAsync(member, film.Offer, film.Slot, random.Next(1, 4));
        if (answer.Status == 201)
        {
            orders.Add(new TownOrder(member, answer.Text("id")));
        }

        return Outcome("order", answer);
    }

    private async Task<string> BeginAsync()
    {
        if (orders.Count == 0)
        {
            return "nothing";
        }

        var order = Recent();
        var answer = await order.Member.Caller.PostKeyedAsync(order.Path + "/pay", new { });
        if (answer.Status == 200)
        {
            var session = answer.Text("url").Split('/')[^1];
            order.Sessions.Add(session);
        }

        return Outcome("begin", answer);
    }

    /// <summary>Also what is over may be paid at its last second: twice, or too late.</summary>
    private async Task<string> PayAsync()
    {
        if (Session() is not { } session)
        {
            return "nothing";
        }

        var paid = await service.Stripe.PostAsync($"/sandbox/stripe/sessions/{session}/pay", new { AtTheLastSecond = random.Next(4) == 0 });
        return "pay " + paid.Text("status");
    }

    private async Task<string> CloseAsync()
    {
        if (Session() is not { } session)
        {
            return "nothing";
        }

        return "close " + (await service.Stripe.PostAsync($"/sandbox/stripe/sessions/{session}/close", new { })).Text("status");
    }

    private async Task<string> CancelAsync()
    {
        if (orders.Count == 0)
        {
            return "nothing";
        }

        var order = Recent();
        var tickets = (await order.Member.Caller.GetAsync(order.Path)).Expect(200)["tickets"]!.AsArray()
            .Where(ticket => ticket!["status"]!.GetValue<string>() is "valid" or "pending")
            .Select(ticket => ticket!["id"]!.GetValue<string>())
            .ToList();
        object body = tickets.Count > 1 && random.Next(2) == 0 ? new { TicketIds = tickets.Take(1) } : new { };
        return Outcome("cancel", await order.Member.Caller.PostKeyedAsync(order.Path + "/cancel", body));
    }

    private async Task<string> SettleAsync()
    {
        await service.RunJobAsync(random.Next(4) switch { 0 => "end-orders", 1 => "expire-holds", _ => "settle-payments" });
        return "job";
    }

    private async Task<string> PassAsync()
    {
        await service.PassAsync(TimeSpan.FromSeconds(random.Next(30, random.Next(5) == 0 ? 3_600 : 600)));
        return "time";
    }

    private async Task<string> TellOtherwiseAsync()
    {
        var how = Any(["normal", "normal", "duplicate", "reorder", "drop"]);
        await service.FailAsync(new { Events = how });
        return "events " + how;
    }

    /// <summary>One call while Stripe fails: the next ones find it well again.</summary>
    private async Task<string> FailAsync()
    {
        var how = Any(["error", "lost_answer"]);
        await service.FailAsync(new { Calls = how });
        await (random.Next(2) == 0 ? SettleAsync() : BeginAsync());
        await service.FailAsync(new { Calls = "normal" });
        return how;
    }

    private async Task<string> FailRefundAsync()
    {
        var refunds = (await BooksAsync())["refunds"]!.AsArray()
            .Where(refund => refund!["status"]!.GetValue<string>() == "succeeded")
            .Select(refund => refund!["id"]!.GetValue<string>())
            .ToList();
        if (refunds.Count == 0)
        {
            return "nothing";
        }

        await service.Stripe.PostAsync($"/sandbox/stripe/refunds/{Any(refunds)}/fail", new { });
        return "refund fails";
    }

    private async Task<string> DisputeAsync()
    {
        if (orders.Count == 0)
        {
            return "nothing";
        }

        var disputed = await service.Stripe.PostAsync("/sandbox/stripe/disputes", new { OrderId = Recent().Id });
        if (disputed.Status == 200 && random.Next(2) == 0)
        {
            await service.Stripe.PostAsync($"/sandbox/stripe/disputes/{disputed.Text("id")}/{Any(["win", "lose"])}", new { });
        }

        return disputed.Status == 200 ? "dispute" : "nothing";
    }

    private async Task<string> DecideAsync() => await rest.DecideAsync() > 0 ? "decide" : "nothing";

    private async Task<JsonNode> BooksAsync() => (await service.Stripe.GetAsync("/sandbox/stripe/payments")).Body!;

    /// <summary>Mostly one that was ordered lately.</summary>
    private TownOrder Recent() => orders[random.Next(3) == 0 ? random.Next(orders.Count) : Math.Max(0, orders.Count - 1 - random.Next(4))];

    private string? Session()
    {
        var begun = orders.FindAll(order => order.Sessions.Count > 0);
        return begun.Count == 0 ? null : Any(random.Next(3) == 0 ? Any(begun).Sessions : begun[^1].Sessions);
    }

    private T Any<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];

    private static string Outcome(string what, Answer answer)
    {
        Assert.True(answer.Status is < 500 or 503, answer.Body?.ToJsonString());
        return what + " " + (answer.Code ?? "done");
    }
}

/// <summary>An order of the stream, with the sessions in which it may be paid.</summary>
internal sealed record TownOrder(Member Member, string Id)
{
    public List<string> Sessions { get; } = [];

    public string Path => "/v1/member/orders/" + Id;
}
