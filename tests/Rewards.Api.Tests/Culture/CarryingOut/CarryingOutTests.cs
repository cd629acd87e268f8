using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.CarryingOut;

public abstract class CarryingOutTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private readonly SupplyDesk desk = new(app);

    [Theory]
    [InlineData("free", 0)]
    [InlineData("online", 1_500)]
    [InlineData("at_venue", 8_800)]
    public async Task Who_had_ordered_gets_everything_back_and_reads_why(string payment, long fen)
    {
        var (offer, slot) = await PublishAsync(payment, fen);
        var members = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => app.SignUpAsync()));
        var orders = new List<Answer>();
        foreach (var member in members)
        {
            orders.Add((await BookAsync(member, offer, slot)).Expect(201));
        }

        (await CancelSlotAsync(slot)).Expect(200);
        Assert.Equal("succeeded", (await app.RunJobAsync("carry-out-slots")).Text("status"));

        foreach (var (member, order) in members.Zip(orders))
        {
            var mine = (await member.Caller.GetAsync("/v1/member/orders/" + order.Text("id"))).Expect(200);
            Assert.Equal(("cancelled", "full", "检修", 0), (mine.Text("status"), mine.Text("refund_status"), mine.Text("reason"), mine.Number("fee_fen")));
            Assert.Equal(300, await member.SpendableAsync());
        }

        var seen = await SlotAsync(offer, slot);
        Assert.Equal((0, 3, 3), (seen["taken"]!.GetValue<int>(), seen["carried_out"]!["done"]!.GetValue<int>(), seen["carried_out"]!["total"]!.GetValue<int>()));
        Assert.NotNull(seen["carried_out"]!["finished_at"]);
        Assert.Equal(0, await CarryOutAsync());
    }

    [Fact]
    public async Task Who_is_in_already_stays_and_who_cancelled_before_gets_nothing_twice()
    {
        var (offer, slot) = await PublishAsync("online", 1_500, minutes: 20);
        var (inside, gone) = (await app.SignUpAsync(), await app.SignUpAsync());
        var (used, given) = ((await BookAsync(inside, offer, slot)).Expect(201), (await BookAsync(gone, offer, slot)).Expect(201));
        (await gone.Caller.PostKeyedAsync($"/v1/member/orders/{given.Text("id")}/cancel", new { })).Expect(200);
        var body = new { TicketIds = new[] { used["tickets"]![0]!["id"]!.GetValue<string>() }, Manual = true };
        (await desk.Merchant.PostKeyedAsync("/v1/admissions", body)).Expect(201);

        (await CancelSlotAsync(slot)).Expect(200);
        Assert.Equal(0, await CarryOutAsync());

        Assert.Equal((150, 300), (await inside.SpendableAsync(), await gone.SpendableAsync()));
    }

    [Theory]
    [InlineData("free", 0)]
    [InlineData("online", 1_500)]
    [InlineData("at_venue", 1_500)]
    public async Task Who_was_let_in_by_mistake_gets_it_back_also_after_the_others_did(string payment, long fen)
    {
        var (offer, slot) = await PublishAsync(payment, fen, minutes: 20);
        var member = await app.SignUpAsync();
        var order = (await BookAsync(member, offer, slot)).Expect(201);
        var ticket = order["tickets"]![0]!["id"]!.GetValue<string>();
        (await desk.Merchant.PostKeyedAsync("/v1/admissions", new { TicketIds = new[] { ticket }, Manual = true })).Expect(201);
        (await CancelSlotAsync(slot)).Expect(200);
        await CarryOutAsync();

        var undone = (await desk.Merchant.PostKeyedAsync($"/v1/admissions/{ticket}/undo", new { })).Expect(200);

        Assert.Equal("cancelled", undone.Text("ticket_status"));
        var mine = (await member.Caller.GetAsync("/v1/member/orders/" + order.Text("id"))).Expect(200);
        Assert.Equal(("cancelled", "full", "检修"), (mine.Text("status"), mine.Text("refund_status"), mine.Text("reason")));
        Assert.Equal(300, await member.SpendableAsync());
        var seen = await SlotAsync(offer, slot);
        Assert.Equal((0, 0), (seen["taken"]!.GetValue<int>(), seen["used"]!.GetValue<int>()));
        var notice = Assert.Single((await member.Caller.GetAsync("/v1/member/notices")).Expect(200).Data);
        Assert.Equal("slot_cancelled", notice["kind"]!.GetValue<string>());
    }

    [Fact]
    public async Task Whoever_orders_while_the_slot_is_cancelled_is_refused_or_gets_it_back()
    {
        var (offer, slot) = await PublishAsync("free", 0, capacity: 100);
        var members = await Task.WhenAll(Enumerable.Range(0, Race.Runners).Select(_ => app.SignUpAsync()));

        var answers = await Race.RunAsync(number =>
            number == 25 ? CancelSlotAsync(slot) : BookAsync(members[number], offer, slot));
        await app.RunJobAsync("carry-out-slots");

        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 201 || answer.Code is "booking_closed" or "not_found"));
        Assert.Equal(0, (await SlotAsync(offer, slot))["taken"]!.GetValue<int>());
        foreach (var member in members)
        {
            var orders = (await member.Caller.GetAsync("/v1/member/orders")).Expect(200).Data;
            var told = (await member.Caller.GetAsync("/v1/member/notices")).Expect(200).Data;
            Assert.All(orders, order => Assert.Equal("cancelled", order["status"]!.GetValue<string>()));
            Assert.Equal(orders.Select(order => order["id"]!.GetValue<string>()), told.Select(notice => notice["order_id"]!.GetValue<string>()));
        }
    }

    /// <returns>How many orders were given back.</returns>
    private async Task<long> CarryOutAsync() =>
        (await app.RunJobAsync("carry-out-slots"))["progress"]!["changed"]!.GetValue<long>();

    private async Task<(string Offer, string Slot)> PublishAsync(string payment, long fen, int capacity = 10, int minutes = 600)
    {
        var offer = await desk.PublishAsync(new { Kind = "slot", Title = "羽毛球", PriceFen = fen, Unit = "小时", Payment = payment });
        return (offer, await desk.MakeSlotAsync(offer, app.Time.GetUtcNow().AddMinutes(minutes), capacity));
    }

    private static Task<Answer> BookAsync(Member member, string offer, string slot) =>
        member.Caller.PostKeyedAsync("/v1/member/orders", new { OfferId = offer, SlotId = slot, Quantity = 1, AcceptVersion = 1 });

    private Task<Answer> CancelSlotAsync(string slot) =>
        desk.Merchant.PostKeyedAsync($"/v1/merchant/slots/{slot}/cancel", new { Reason = "检修" });

    private async Task<System.Text.Json.Nodes.JsonNode> SlotAsync(string offer, string slot) =>
        (await desk.Merchant.GetAsync($"/v1/merchant/offers/{offer}/slots")).Expect(200).Data.Single(one => one["id"]!.GetValue<string>() == slot);
}

public sealed class CarryingOutOnSqlite(SqliteApp app) : CarryingOutTests<SqliteApp>(app);

public sealed class CarryingOutOnPostgres(PostgresApp app) : CarryingOutTests<PostgresApp>(app.OrSkip());
