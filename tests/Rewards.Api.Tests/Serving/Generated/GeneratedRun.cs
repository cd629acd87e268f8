using System.Text.Json.Nodes;
using Rewards.Api.Tests.Culture;
using Rewards.Api.Tests.Culture.Paying;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Serving.Generated;

/// <summary>
/// One stream of requests against one service. It goes by chapters: first things are made that the others ask for, by
/// every operation that makes something, then the chapter's requests are sent side by side, then time passes.
/// </summary>
internal sealed class GeneratedRun : IDisposable
{
    private const int RequestsOfAChapter = 1_000;
    private const int SideBySide = 24;
    private const int MadeAtLeast = 6;
    private const int MadeForEachUser = 4;
    private const int MadeForEachStep = 16;
    private const int MostRoundsForTheRest = 20;
    private const int ShownOfEach = 12;
    private const int Browsers = 8;
    private const int DisputesOfAChapter = 4;

    /// <summary>What chance alone reaches too seldom, in this order: what was submitted is approved.</summary>
    private static readonly string[] Steps =
        ["submitOffer", "approveOffer", "rejectOffer", "restockOffer", "restockOfferForMerchant", "approveAdjustment", "rejectAdjustment",
            "resolvePaymentCase", "approvePaymentCase", "rejectPaymentCase",
            "placeOrder", "lookUpTickets", "admitTickets", "undoAdmission", "joinQueue", "leaveQueue", "readNotice", "payOrder", "cancelOrder", "cancelSoldOrder", "cancelAnyOrder", "captureRedemption", "endTemplate", "endTemplateForMerchant"];

    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(16), TimeSpan.FromHours(9),
        TimeSpan.FromDays(1), TimeSpan.FromDays(3),
    ];

    private readonly GeneratedPlan plan;
    private readonly RewardsApp app;
    private readonly Sender sender;
    private readonly Judge judge = new();
    private readonly Known known = new();
    private readonly ApiRequests calls;
    private readonly SiteRequests pages;
    private Thing? shown;
    private int made;

    public GeneratedRun(GeneratedPlan plan, RewardsApp app)
    {
        (this.plan, this.app) = (plan, app);
        sender = new Sender(app.Address);
        calls = new ApiRequests(plan, known);
        pages = new SiteRequests(app, known);
    }

    public Report Report { get; } = new();

    public void Dispose() => sender.Dispose();

    public async Task RunAsync()
    {
        await LookAroundAsync();
        await PutUpAsync();
        for (var number = 1; number <= plan.Requests; number += RequestsOfAChapter)
        {
            await MakeThingsAsync();
            var last = Math.Min(plan.Requests, number + RequestsOfAChapter - 1);
            await Parallel.ForEachAsync(
                Enumerable.Range(number, last - number + 1),
                new ParallelOptions { MaxDegreeOfParallelism = SideBySide },
                async (one, _) => await SendAsync(Next(one)));
            app.Time.Advance(plan.Random(-number).Pick(Pauses));
        }

        await ReachTheRestAsync();
    }

    /// <summary>What chance has left out by the end is tried until it was done once.</summary>
    private async Task ReachTheRestAsync()
    {
        for (var round = 0; round < MostRoundsForTheRest && Report.Unreached.Count > 0; round++)
        {
            await MakeThingsAsync();
            foreach (var operation in Report.Unreached)
            {
                await MakeAsync(operation, MadeForEachStep);
            }
        }
    }

    /// <summary>Half of all requests are valid, as far as one can know beforehand.</summary>
    private GeneratedRequest Next(int number)
    {
        var random = plan.Random(number);
        var request = random.OneIn(5)
            ? pages.Make(number, random)
            : calls.Make(random.Pick(ApiContract.Operations), number, random);
        for (var twists = random.OneIn(2) ? 0 : random.Next(1, 3); twists > 0 && request.Frame is null; twists--)
        {
            var twist = random.Pick([.. Twists.All.Where(one => one.Fits(request))]);
            request.Twists.Add(twist.Name);
            twist.Apply(request, random);
        }

        return request;
    }

    private async Task<Received> SendAsync(GeneratedRequest request)
    {
        var received = await sender.SendAsync(request);
        Report.Count(request, received, judge.Check(request, received));
        return received;
    }

    private async Task LookAroundAsync()
    {
        var lists = ApiContract.Operations.Where(operation =>
            operation.Audience == "operator" && operation.Method == HttpMethod.Get && !operation.Path.Contains('{'));
        foreach (var list in lists)
        {
            known.Spare(JsonOf(await SendAsync(calls.Make(list, --made, plan.Random(made)))));
        }
    }

    /// <summary>By the merchant whose key most requests have.</summary>
    private async Task PutUpAsync()
    {
        var desk = new SupplyDesk(app, "rk_test_bookshop_online");
        var offer = await desk.PublishAsync(SupplyDesk.Free());
        var slot = await desk.MakeSlotAsync(offer, RewardsApp.Start.AddYears(3), capacity: 100_000);
        var goods = await desk.PublishAsync(
            new { Kind = "goods", Title = "书签", PriceFen = 0, Unit = "个", Payment = "free", Stock = 1_000_000 });
        known.Orderable = [new Thing(slot, [offer]), new Thing(goods, [goods])];
        var running = await desk.MakeSlotsAsync(
            offer, SupplyDesk.Slot(RewardsApp.Start.AddMinutes(5), 100_000, minutes: 31 * 24 * 60));
        known.Running = new Thing(running.Expect(201).Data[0]["id"]!.GetValue<string>(), [offer]);
        var order = (await (await app.SignUpAsync()).Caller.PostKeyedAsync(
            "/v1/member/orders", new { OfferId = offer, SlotId = known.Running.Id, Quantity = 1, AcceptVersion = 1 })).Expect(201);
        known.Missed = new Thing(order["tickets"]![0]!["id"]!.GetValue<string>(), []);
        await FillAsync(desk, offer);
        var film = await desk.PublishAsync(new { Kind = "slot", Title = "三体", PriceFen = 5_000, Unit = "张", Payment = "online" });
        shown = new Thing(await desk.MakeSlotAsync(film, RewardsApp.Start.AddYears(3), capacity: 100_000), [film]);
    }

    /// <summary>By somebody new: what is not paid in time blocks its member.</summary>
    private async Task OrderUnpaidAsync()
    {
        var (member, order) = await OrderShownAsync();
        known.Unpaid = new Thing(order.Text("id"), []) { Credential = "Bearer " + member.Session.Text("access_token") };
    }

    private async Task<(Member Member, Answer Order)> OrderShownAsync()
    {
        var member = await app.SignUpAsync();
        var order = await member.Caller.PostKeyedAsync(
            "/v1/member/orders",
            new { OfferId = shown!.Parents[0], SlotId = shown.Id, Quantity = 1, AcceptVersion = 1, Points = 0 });
        return (member, order.Expect(201));
    }

    /// <summary>One payment, with disputes that two operators have to look at.</summary>
    private async Task DisputeAsync()
    {
        var desk = new PayingDesk(app);
        var (member, order) = await OrderShownAsync();
        (await PayingDesk.PayAsync(member, order)).Expect(200);
        await desk.PayThereAsync(await PayingDesk.SessionAsync(member, order));
        await desk.SettleAsync();
        for (var number = 0; number < DisputesOfAChapter; number++)
        {
            await desk.CloseAsync(await desk.DisputeAsync(order), "win");
        }

        var cases = (await app.Operator().GetAsync("/v1/operator/payments?order_id=" + order.Text("id"))).Expect(200);
        known.LearnCases(cases.Data.Select(one => one["id"]!.GetValue<string>()));
    }

    /// <summary>A slot without a place, and a member who was told of one that is kept.</summary>
    private async Task FillAsync(SupplyDesk desk, string offer)
    {
        var (holder, waiting) = (await app.SignUpAsync(), await app.SignUpAsync());
        var full = await desk.MakeSlotAsync(offer, RewardsApp.Start.AddYears(2), capacity: 1);
        var order = (await holder.Caller.PostKeyedAsync(
            "/v1/member/orders", new { OfferId = offer, SlotId = full, Quantity = 1, AcceptVersion = 1 })).Expect(201).Text("id");
        (await waiting.Caller.PostKeyedAsync("/v1/member/waiting", new { SlotId = full, Quantity = 1 })).Expect(201);
        (await holder.Caller.PostKeyedAsync($"/v1/member/orders/{order}/cancel", new { })).Expect(200);
        (await waiting.Caller.PostKeyedAsync(
            "/v1/member/orders", new { OfferId = offer, SlotId = full, Quantity = 1, AcceptVersion = 1 })).Expect(201);
        var notice = (await waiting.Caller.GetAsync("/v1/member/notices")).Expect(200).Data[0]["id"]!.GetValue<string>();
        known.Full = new Thing(full, [offer]);
        known.Told = new Thing(notice, []) { Credential = "Bearer " + waiting.Session.Text("access_token") };
    }

    private async Task MakeThingsAsync()
    {
        foreach (var operation in ApiContract.Operations.Where(OperationKinds.MakesSomething).OrderBy(OperationKinds.Rank))
        {
            var users = ApiContract.Operations.Count(
                other => other != operation && other.Path.StartsWith(operation.Path + "/{", StringComparison.Ordinal));
            await MakeAsync(operation, MadeAtLeast + (MadeForEachUser * users));
        }

        await OrderUnpaidAsync();
        await DisputeAsync();
        foreach (var step in Steps)
        {
            await MakeAsync(ApiContract.Operations.Single(operation => operation.Id == step), MadeForEachStep);
        }

        await MakeAsync(ApiContract.Operations.Single(operation => operation.Id == "signIn"), Browsers);
        var sessions = Enumerable.Range(0, Browsers)
            .Select(browser => known.Find("access_token", plan.Random(browser))?.Id ?? "none");
        await pages.WelcomeAsync(sender, sessions);
        await LookAtListsAsync();
    }

    private async Task LookAtListsAsync()
    {
        foreach (var list in ApiContract.Operations.Where(
            operation => operation.Parameters.Any(parameter => parameter.Name == "cursor")))
        {
            await TurnPageAsync(list);
        }

        foreach (var list in ApiContract.Operations.Where(OperationKinds.IsListForAll).OrderBy(list => list.Path.Length))
        {
            for (var times = 0; times < (list.Path.Contains('{') ? ShownOfEach : 1); times++)
            {
                var request = calls.Make(list, --made, plan.Random(made));
                request.Target = request.Target.Split('?')[0];
                known.LearnShown(request, JsonOf(await SendAsync(request)));
            }
        }
    }

    private async Task MakeAsync(ApiOperation operation, int count)
    {
        var requests = Enumerable.Range(0, count)
            .Select(_ => calls.Make(operation, --made, plan.Random(made)))
            .ToList();
        var answers = await Task.WhenAll(requests.Select(SendAsync));
        foreach (var (request, answer) in requests.Zip(answers))
        {
            known.Learn(request, JsonOf(answer));
        }
    }

    private async Task TurnPageAsync(ApiOperation list)
    {
        var request = calls.Make(list, --made, plan.Random(made));
        request.Target = request.Target.Split('?')[0] + "?limit=1";
        known.LearnPage(request, JsonOf(await SendAsync(request)));
    }

    private static JsonNode? JsonOf(Received received) =>
        received is { Status: >= 200 and < 300, Body.Length: > 0 } ? JsonNode.Parse(received.Body) : null;
}
