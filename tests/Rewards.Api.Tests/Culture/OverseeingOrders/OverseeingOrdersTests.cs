using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Platform.Store;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.OverseeingOrders;

public abstract class OverseeingOrdersTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private const string Reason = "设备故障";

    private readonly SupplyDesk desk = new(app);

    [Fact]
    public async Task A_merchant_finds_what_members_ordered_by_offer_slot_status_and_day()
    {
        var (offer, slot) = await PublishAsync(Court());
        var (other, otherSlot) = await PublishAsync(SupplyDesk.Free("乒乓球"));
        var member = await app.SignUpAsync();
        var first = (await BookAsync(member, offer, slot)).Expect(201);
        var second = (await BookAsync(member, other, otherSlot)).Expect(201);
        var third = (await BookAsync(member, offer, slot)).Expect(201);
        await CancelAsync(third);

        Assert.Equal([third.Text("id"), first.Text("id")], await IdsAsync($"offer_id={offer}"));
        Assert.Equal([second.Text("id")], await IdsAsync($"slot_id={otherSlot}"));
        Assert.Equal([third.Text("id")], await IdsAsync($"offer_id={offer}&status=cancelled"));
        Assert.Equal([first.Text("id")], await IdsAsync($"offer_id={offer}&status=confirmed"));
        Assert.Empty(await IdsAsync($"offer_id={offer}&status=completed"));
        Assert.Empty(await IdsAsync($"offer_id={offer}&slot_id={otherSlot}"));
        Assert.Equal([third.Text("id"), second.Text("id"), first.Text("id")], (await IdsAsync("limit=3&from=2026-11-01"))[..3]);
        Assert.Empty(await IdsAsync($"offer_id={offer}&to=2026-11-01"));

        app.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal([first.Text("id")], await IdsAsync($"offer_id={offer}&status=completed"));
        (await desk.Merchant.GetAsync("/v1/merchant/orders?status=lost")).Expect(400, "validation_failed");
    }

    [Fact]
    public async Task Pages_follow_each_other()
    {
        var (offer, slot) = await PublishAsync(Court(), capacity: 9);
        var orders = new List<string>();
        for (var number = 0; number < 3; number++)
        {
            orders.Insert(0, (await BookAsync(await app.SignUpAsync(), offer, slot)).Expect(201).Text("id"));
        }

        var first = await ListAsync($"slot_id={slot}&limit=2");
        var next = await ListAsync($"slot_id={slot}&limit=2&cursor={first.Text("next_cursor")}");

        Assert.Equal(orders, first.Data.Concat(next.Data).Select(Id));
        Assert.Null(next["next_cursor"]);
    }

    [Fact]
    public async Task A_merchant_sees_a_masked_name_and_no_code_and_an_operator_who_it_is()
    {
        var (offer, slot) = await PublishAsync(Court());
        var member = await app.SignUpAsync();
        var order = (await BookAsync(member, offer, slot)).Expect(201);
        await using (var db = app.Services.GetRequiredService<Database>().OpenForWriting())
        {
            db.Members.Where(row => row.MemberId == member.Id).ExecuteUpdate(row => row.SetProperty(one => one.DisplayName, "陈大文"));
        }

        var sold = Assert.Single((await ListAsync($"offer_id={offer}")).Data);
        var reviewed = Assert.Single((await ReviewAsync($"member_id={member.Id}")).Data);

        Assert.Equal(("陈***", "陈大文"), (sold["member_name"]!.GetValue<string>(), reviewed["member_name"]!.GetValue<string>()));
        Assert.DoesNotContain(member.Id, sold.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(order["tickets"]![0]!["code"]!.GetValue<string>(), sold.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal((order.Text("id"), member.Id), (Id(reviewed), reviewed["member_id"]!.GetValue<string>()));
        Assert.Equal([Id(sold)], (await ReviewAsync($"merchant_id={reviewed["merchant"]!["id"]}&offer_id={offer}")).Data.Select(Id));
        Assert.Empty((await ReviewAsync($"merchant_id=mch_nobody&offer_id={offer}")).Data);
        Assert.Equal(Id(sold), Id((await ReviewAsync("limit=1")).Data[0]));
    }

    [Fact]
    public async Task A_merchant_cancels_an_order_and_its_member_reads_why()
    {
        var (offer, slot) = await PublishAsync(Court());
        var member = await app.SignUpAsync();
        var order = (await BookAsync(member, offer, slot, 2)).Expect(201);
        Assert.Equal(0, await member.SpendableAsync());

        var cancelled = await CancelAsync(order);

        Assert.Equal(("cancelled", "full", Reason, 300), (cancelled.Text("status"), cancelled.Text("refund_status"), cancelled.Text("reason"), cancelled.Number("refunded_points")));
        Assert.Equal(300, await member.SpendableAsync());
        Assert.Equal(4, await LeftAsync(offer));
        Assert.Equal(Reason, (await MineAsync(member, order)).Text("reason"));
        var record = (await app.Operator("auditor").GetAsync($"/v1/operator/audit?target={order.Text("id")}")).Expect(200).Data[0];
        Assert.Equal(("order.cancelled", Reason), (record["action"]!.GetValue<string>(), record["detail"]!["reason"]!.GetValue<string>()));
        Assert.Equal(2, record["detail"]!["tickets"]!.AsArray().Count);
        Assert.Empty(app.Verify().Findings);
    }

    [Fact]
    public async Task What_was_used_stays_used()
    {
        var (offer, slot) = await PublishAsync(Court(), minutes: 20);
        var member = await app.SignUpAsync();
        var order = (await BookAsync(member, offer, slot, 2)).Expect(201);
        (await AdmitAsync(order)).Expect(201);
        (await PostAsync(order, new { Reason, TicketIds = new[] { Ticket(order, 0) } })).Expect(409, "ticket_not_valid");

        var rest = await CancelAsync(order);

        Assert.Equal(("completed", "part", 150), (rest.Text("status"), rest.Text("refund_status"), rest.Number("refunded_points")));
        Assert.Equal(["used", "cancelled"], rest["tickets"]!.AsArray().Select(ticket => ticket!["status"]!.GetValue<string>()));
        Assert.Equal(150, await member.SpendableAsync());
        (await PostAsync(order, new { Reason })).Expect(409, "ticket_not_valid");
        Assert.Empty(app.Verify().Findings);
    }

    [Fact]
    public async Task Also_what_would_be_missed_goes_back_and_counts_no_more()
    {
        var (offer, slot) = await PublishAsync(SupplyDesk.Free());
        var member = await app.SignUpAsync();
        var order = (await BookAsync(member, offer, slot)).Expect(201);
        app.Time.Advance(TimeSpan.FromDays(2));

        var cancelled = await CancelAsync(order);

        Assert.Equal("cancelled", cancelled.Text("status"));
        Assert.Empty(app.Verify().Findings);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_held_for_the_venue_is_released(bool isOver)
    {
        var cinema = new SupplyDesk(app, "rk_test_cinema");
        var offer = await cinema.PublishAsync(SupplyDesk.Paid("三体", 5_000));
        var slot = await cinema.MakeSlotAsync(offer, app.Time.GetUtcNow().AddMinutes(30), 10);
        var member = await app.SignUpAsync();
        var order = (await BookAsync(member, offer, slot, 2)).Expect(201);
        app.Time.Advance(TimeSpan.FromMinutes(isOver ? 120 : 0));

        var cancelled = (await cinema.Merchant.PostKeyedAsync(PathOf(order), new { Reason })).Expect(200);

        Assert.Equal(("cancelled", 0), (cancelled.Text("status"), cancelled.Number("fee_fen")));
        Assert.Equal(300, await member.SpendableAsync());
        Assert.Equal(0, (await cinema.Merchant.GetAsync($"/v1/slots/{slot}/door")).Expect(200).Number("taken"));
        Assert.Empty(app.Verify().Findings);
    }

    [Fact]
    public async Task Goods_are_in_the_stock_again()
    {
        var offer = await desk.PublishAsync(new { Kind = "goods", Title = "书签", PriceFen = 500, Unit = "个", Payment = "online", Stock = 1 });
        var order = (await BookAsync(await app.SignUpAsync(), offer, null)).Expect(201);
        (await BookAsync(await app.SignUpAsync(), offer, null)).Expect(422, "sold_out");

        await CancelAsync(order);

        (await BookAsync(await app.SignUpAsync(), offer, null)).Expect(201);
    }

    [Fact]
    public async Task Anothers_order_is_not_there()
    {
        var (offer, slot) = await PublishAsync(Court());
        var order = (await BookAsync(await app.SignUpAsync(), offer, slot)).Expect(201);
        var cinema = new SupplyDesk(app, "rk_test_cinema").Merchant;

        var foreign = (await cinema.PostKeyedAsync(PathOf(order), new { Reason })).Expect(404, "not_found");
        var none = (await cinema.PostKeyedAsync("/v1/merchant/orders/ord_none/cancel", new { Reason })).Expect(404, "not_found");

        Assert.Equal(Told(none), Told(foreign));
        Assert.Empty((await cinema.GetAsync($"/v1/merchant/orders?offer_id={offer}")).Expect(200).Data);
        Assert.Empty((await cinema.GetAsync($"/v1/merchant/orders?slot_id={slot}")).Expect(200).Data);
        Assert.Equal(300, (await CancelAsync(order)).Number("refunded_points") + 150);
    }

    [Fact]
    public async Task An_operator_cancels_any_order_and_an_auditor_only_looks()
    {
        var (offer, slot) = await PublishAsync(Court());
        var member = await app.SignUpAsync();
        var order = (await BookAsync(member, offer, slot)).Expect(201);
        var path = $"/v1/operator/orders/{order.Text("id")}/cancel";
        (await app.Operator("auditor").PostKeyedAsync(path, new { Reason })).Expect(403);
        (await app.Operator("operator").PostKeyedAsync("/v1/operator/orders/ord_none/cancel", new { Reason })).Expect(404, "not_found");

        var cancelled = (await app.Operator("operator").PostKeyedAsync(path, new { Reason })).Expect(200);

        Assert.Equal(("cancelled", Reason, member.Id), (cancelled.Text("status"), cancelled.Text("reason"), cancelled.Text("member_id")));
        Assert.Equal(300, await member.SpendableAsync());
        var record = (await app.Operator("auditor").GetAsync($"/v1/operator/audit?target={order.Text("id")}")).Expect(200).Data[0];
        Assert.Equal(("order.cancelled", Reason), (record["action"]!.GetValue<string>(), record["detail"]!["reason"]!.GetValue<string>()));
        Assert.StartsWith("operator:", record["actor"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(app.Verify().Findings);
    }

    [Theory]
    [InlineData(0, 400)]
    [InlineData(1, 200)]
    [InlineData(200, 200)]
    [InlineData(201, 400)]
    public async Task A_reason_has_1_to_200_characters(int length, int status)
    {
        var (offer, slot) = await PublishAsync(SupplyDesk.Free());
        var order = (await BookAsync(await app.SignUpAsync(), offer, slot)).Expect(201);

        (await PostAsync(order, new { Reason = new string('因', length) })).Expect(status);
    }

    [Fact]
    public async Task The_same_request_again_gets_the_same_bytes()
    {
        var (offer, slot) = await PublishAsync(Court());
        var order = (await BookAsync(await app.SignUpAsync(), offer, slot)).Expect(201);
        var key = Caller.NewKey();

        var first = (await desk.Merchant.PostAsync(PathOf(order), new { Reason }, key)).Expect(200);
        var again = (await desk.Merchant.PostAsync(PathOf(order), new { Reason }, key)).Expect(200);

        Assert.True(again.IsReplay);
        Assert.Equal(await first.BytesAsync(), await again.BytesAsync());
        (await desk.Merchant.PostAsync(PathOf(order), new { Reason = "别的" }, key)).Expect(422, "idempotency_key_reused");
    }

    [Fact]
    public async Task Of_merchant_member_and_door_one_wins_and_points_and_places_agree()
    {
        var (offer, slot) = await PublishAsync(Court(), minutes: 20);
        var member = await app.SignUpAsync();
        var order = (await BookAsync(member, offer, slot)).Expect(201);

        var answers = await Race.RunAsync(number => (number % 3) switch
        {
            0 => PostAsync(order, new { Reason }),
            1 => member.Caller.PostKeyedAsync($"/v1/member/orders/{order.Text("id")}/cancel", new { }),
            _ => AdmitAsync(order),
        });

        var isUsed = answers.Single(answer => answer.Status is 200 or 201).Status == 201;
        var door = (await desk.Merchant.GetAsync($"/v1/slots/{slot}/door")).Expect(200);
        Assert.Equal(isUsed ? (1, 1) : (0, 0), (door.Number("taken"), door.Number("used")));
        Assert.Equal(isUsed ? 150 : 300, await member.SpendableAsync());
        Assert.Empty(app.Verify().Findings);
    }

    private static object Court() =>
        new { Kind = "slot", Title = "羽毛球", PriceFen = 1_500, Unit = "小时", Payment = "online", Limits = new { PerOrder = 4 } };

    private async Task<(string Offer, string Slot)> PublishAsync(object what, int capacity = 4, int minutes = 24 * 60)
    {
        var offer = await desk.PublishAsync(what);
        return (offer, await desk.MakeSlotAsync(offer, app.Time.GetUtcNow().AddMinutes(minutes), capacity));
    }

    private Task<Answer> BookAsync(Member member, string offer, string? slot, int quantity = 1)
    {
        // Ids sort by the millisecond.
        app.Time.Advance(TimeSpan.FromMilliseconds(1));
        return member.Caller.PostKeyedAsync(
            "/v1/member/orders", new { OfferId = offer, SlotId = slot, Quantity = quantity, AcceptVersion = 1 });
    }

    private static string PathOf(Answer order) => $"/v1/merchant/orders/{order.Text("id")}/cancel";

    private Task<Answer> PostAsync(Answer order, object body) => desk.Merchant.PostKeyedAsync(PathOf(order), body);

    private async Task<Answer> CancelAsync(Answer order) => (await PostAsync(order, new { Reason })).Expect(200);

    private Task<Answer> AdmitAsync(Answer order) => desk.Merchant.PostKeyedAsync(
        "/v1/admissions", new { TicketIds = new[] { Ticket(order, 0) }, Manual = true });

    private static string Ticket(Answer order, int at) => Id(order["tickets"]![at]!);

    private static string Id(JsonNode node) => node["id"]!.GetValue<string>();

    /// <summary>Without what names the request.</summary>
    private static (string?, string?, string?) Told(Answer problem) =>
        (problem.Code, problem["title"]?.ToString(), problem["detail"]?.ToString());

    private static async Task<Answer> MineAsync(Member member, Answer order) =>
        (await member.Caller.GetAsync("/v1/member/orders/" + order.Text("id"))).Expect(200);

    private async Task<Answer> ListAsync(string query) => (await desk.Merchant.GetAsync("/v1/merchant/orders?" + query)).Expect(200);

    private async Task<string[]> IdsAsync(string query) => [.. (await ListAsync(query)).Data.Select(Id)];

    private async Task<Answer> ReviewAsync(string query) =>
        (await app.Operator("auditor").GetAsync("/v1/operator/orders?" + query)).Expect(200);

    private async Task<int> LeftAsync(string offer) =>
        (await app.Caller(null).GetAsync($"/v1/offers/{offer}/slots")).Expect(200).Data[0]["left"]!.GetValue<int>();
}

public sealed class OverseeingOrdersOnSqlite(SqliteApp app) : OverseeingOrdersTests<SqliteApp>(app);

public sealed class OverseeingOrdersOnPostgres(PostgresApp app) : OverseeingOrdersTests<PostgresApp>(app.OrSkip());
