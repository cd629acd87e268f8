using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.Ordering;

public abstract class OrderingTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private readonly SupplyDesk desk = new(app);

    private DateTimeOffset Tomorrow => app.Time.GetUtcNow().AddDays(1);

    [Fact]
    public async Task A_free_place_is_ordered_shown_and_given_back()
    {
        var (offer, slot) = await PublishAsync(SupplyDesk.Free(), capacity: 4);
        var member = await app.SignUpAsync();

        var order = (await OrderAsync(member, offer, slot, 2)).Expect(201);

        Assert.Equal(("confirmed", 2, null), (order.Text("status"), order.Number("quantity"), order["redemption_id"]));
        Assert.Equal("/v1/member/orders/" + order.Text("id"), order.Response.Headers.Location!.OriginalString);
        var tickets = order["tickets"]!.AsArray();
        Assert.All(tickets, ticket => Assert.Equal("TKT:" + ticket!["code"], ticket["qr"]!.GetValue<string>()));
        Assert.Equal(2, tickets.Select(ticket => ticket!["code"]!.GetValue<string>()).Distinct().Count());
        Assert.Equal(2, await LeftAsync(offer));
        Assert.Equal(order.Text("id"), Assert.Single((await member.Caller.GetAsync("/v1/member/orders")).Expect(200).Data)["id"]!.GetValue<string>());

        var part = (await CancelAsync(member, order, tickets[0]!["id"]!.GetValue<string>())).Expect(200);
        Assert.Equal(("confirmed", "part"), (part.Text("status"), part.Text("refund_status")));
        Assert.Equal(3, await LeftAsync(offer));
        var all = (await CancelAsync(member, order)).Expect(200);
        Assert.Equal(("cancelled", "full"), (all.Text("status"), all.Text("refund_status")));
        Assert.Equal(4, await LeftAsync(offer));
        Assert.Equal("cancelled", (await CancelAsync(member, order)).Expect(409, "ticket_not_valid").Text("ticket_status"));
        Assert.Equal(300, await member.SpendableAsync());
    }

    [Fact]
    public async Task Points_that_cover_all_are_spent_and_come_back_with_the_tickets()
    {
        var (offer, slot) = await PublishAsync(Court(1500));
        var member = await app.SignUpAsync();

        var order = (await OrderAsync(member, offer, slot, 2)).Expect(201);

        Assert.Equal((3000, 300, 3000, 0), (order.Number("gross_fen"), order.Number("points"), order.Number("discount_fen"), order.Number("cash_fen")));
        Assert.Equal(0, await member.SpendableAsync());
        var redemption = (await app.Operator("auditor").GetAsync("/v1/operator/redemptions/" + order.Text("redemption_id"))).Expect(200);
        Assert.Equal((order.Text("id"), order.Text("id"), "captured"), (redemption.Text("order_id"), redemption.Text("order_no"), redemption.Text("status")));

        var back = (await CancelAsync(member, order, order["tickets"]![0]!["id"]!.GetValue<string>())).Expect(200);
        Assert.Equal((150, 0), (back.Number("refunded_points"), back.Number("refunded_cash_fen")));
        Assert.Equal(150, await member.SpendableAsync());
        (await CancelAsync(member, order)).Expect(200);
        Assert.Equal(300, await member.SpendableAsync());
    }

    [Theory]
    [InlineData("capture")]
    [InlineData("release")]
    [InlineData("refunds")]
    public async Task A_till_changes_nothing_of_an_order(string act)
    {
        var shop = new SupplyDesk(app, "rk_test_bookshop_online");
        var order = (await OrderAsync(await app.SignUpAsync(), await shop.PublishAsync(Bookmark), slot: null)).Expect(201);
        object body = act == "refunds" ? new { Reason = "x" } : new { };

        var refused = await shop.Merchant.PostKeyedAsync($"/v1/redemptions/{order.Text("redemption_id")}/{act}", body);

        Assert.Equal(order.Text("id"), refused.Expect(409, "redemption_of_order").Text("order_id"));
    }

    [Fact]
    public async Task The_same_request_again_is_answered_as_before_whatever_the_offer_says_by_now()
    {
        var (offer, slot) = await PublishAsync(SupplyDesk.Free());
        var (member, key) = (await app.SignUpAsync(), Caller.NewKey());
        var body = Body(offer, slot);
        var first = (await member.Caller.PostAsync("/v1/member/orders", body, key)).Expect(201);
        (await desk.ActAsync(offer, "close")).Expect(200);
        await app.UntilAllNodesKnowAsync();

        var again = (await member.Caller.PostAsync("/v1/member/orders", body, key)).Expect(201);

        Assert.Equal(first.Text("id"), again.Text("id"));
        (await OrderAsync(member, offer, slot)).Expect(404, "not_found");
    }

    [Fact]
    public async Task Another_version_than_the_accepted_one_says_what_is_new()
    {
        var (offer, slot) = await PublishAsync(SupplyDesk.Free(), capacity: 4);
        (await desk.ReplaceAsync(offer, 1, SupplyDesk.Version(summary: "新"))).Expect(200);
        await app.UntilAllNodesKnowAsync();

        var refused = (await OrderAsync(await app.SignUpAsync(), offer, slot)).Expect(409, "offer_changed");

        Assert.Equal(2, refused.Number("version"));
        Assert.Contains("summary", refused["changed"]!.AsArray().Select(name => name!.GetValue<string>()));
    }

    [Fact]
    public async Task An_expected_price_is_kept()
    {
        var (offer, slot) = await PublishAsync(Court(8800));
        var member = await app.SignUpAsync();

        var refused = (await member.Caller.PostKeyedAsync(
            "/v1/member/orders", new { OfferId = offer, SlotId = slot, Quantity = 1, AcceptVersion = 1, ExpectedCashFen = 0 })).Expect(409, "price_changed");
        Assert.Equal((8800, 300, 5800), (refused.Number("gross_fen"), refused.Number("points"), refused.Number("cash_fen")));
        Assert.Equal(300, await member.SpendableAsync());
    }

    [Fact]
    public async Task A_full_slot_names_others()
    {
        var (offer, slot) = await PublishAsync(SupplyDesk.Free(), capacity: 1);
        var later = await desk.MakeSlotAsync(offer, Tomorrow.AddHours(3), 2);
        (await OrderAsync(await app.SignUpAsync(), offer, slot)).Expect(201);
        await app.UntilAllNodesKnowAsync();

        var refused = (await OrderAsync(await app.SignUpAsync(), offer, slot)).Expect(422, "sold_out");

        Assert.Equal(0, refused.Number("left"));
        Assert.Equal(later, Assert.Single(refused["next_slots"]!.AsArray())!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_used_up_limit_is_free_again_after_a_cancellation()
    {
        var (offer, slot) = await PublishAsync(SupplyDesk.Free(perDay: 2), capacity: 9);
        var other = await desk.MakeSlotAsync(offer, Tomorrow.AddHours(1), 9);
        var next = await desk.MakeSlotAsync(offer, Tomorrow.AddDays(1), 9);
        var member = await app.SignUpAsync();
        var order = (await OrderAsync(member, offer, slot, 2)).Expect(201);

        var refused = (await OrderAsync(member, offer, other)).Expect(422, "person_limit");

        Assert.Equal(("per_day", 2, 2), (refused.Text("scope"), refused.Number("limit"), refused.Number("used")));
        (await OrderAsync(member, offer, next)).Expect(201);
        (await CancelAsync(member, order, order["tickets"]![0]!["id"]!.GetValue<string>())).Expect(200);
        (await OrderAsync(member, offer, other)).Expect(201);
    }

    [Fact]
    public async Task Goods_are_taken_from_their_stock()
    {
        var shop = new SupplyDesk(app, "rk_test_bookshop_online");
        var offer = await shop.PublishAsync(Bookmark);
        var member = await app.SignUpAsync();

        var order = (await OrderAsync(member, offer, slot: null, 2)).Expect(201);

        Assert.Equal((100, null), (order.Number("points"), order["starts_at"]));
        Assert.Equal(0, (await OrderAsync(await app.SignUpAsync(), offer, slot: null)).Expect(422, "sold_out").Number("left"));
        (await CancelAsync(member, order)).Expect(200);
        (await OrderAsync(await app.SignUpAsync(), offer, slot: null)).Expect(201);
        Assert.Equal("slot_id", Assert.Single((await OrderAsync(member, offer, "slt_01m6a6ft00e8cr5n3j7k2q9w4x")).Expect(400, "validation_failed")["errors"]!.AsObject()).Key);
    }

    [Fact]
    public async Task A_slot_that_was_cancelled_gives_everything_back()
    {
        var (offer, slot) = await PublishAsync(Court(1500));
        var member = await app.SignUpAsync();
        var order = (await OrderAsync(member, offer, slot)).Expect(201);
        (await desk.Merchant.PostKeyedAsync($"/v1/merchant/slots/{slot}/cancel", new { Reason = "检修" })).Expect(200);

        Assert.True((await member.Caller.GetAsync("/v1/member/orders/" + order.Text("id"))).Expect(200)["slot_cancelled"]!.GetValue<bool>());
        Assert.Equal("cancelled", (await OrderAsync(member, offer, slot)).Expect(422, "booking_closed").Text("slot_state"));
        (await CancelAsync(member, order)).Expect(200);
        Assert.Equal(300, await member.SpendableAsync());
    }

    [Fact]
    public async Task A_phones_calendar_takes_an_order()
    {
        var (offer, slot) = await PublishAsync(SupplyDesk.Free("名字很长，用来试一试一行最多只有七十五个字节，长了就要折行；逗号要转义"));
        var member = await app.SignUpAsync();
        var order = (await OrderAsync(member, offer, slot)).Expect(201);

        var answer = (await member.Caller.GetAsync($"/v1/member/orders/{order.Text("id")}.ics")).Expect(200);

        Assert.Equal("text/calendar", answer.Response.Content.Headers.ContentType!.MediaType);
        var text = await answer.Response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.All(text.Split("\r\n"), line => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.Contains("UID:" + order.Text("id"), text, StringComparison.Ordinal);
        Assert.Contains("STATUS:CONFIRMED", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anothers_order_is_not_there()
    {
        var (offer, slot) = await PublishAsync(SupplyDesk.Free());
        var order = (await OrderAsync(await app.SignUpAsync(), offer, slot)).Expect(201);
        var other = await app.SignUpAsync();

        (await other.Caller.GetAsync("/v1/member/orders/" + order.Text("id"))).Expect(404, "not_found");
        (await other.Caller.GetAsync($"/v1/member/orders/{order.Text("id")}.ics")).Expect(404, "not_found");
        (await CancelAsync(other, order)).Expect(404, "not_found");
    }

    [Fact]
    public async Task Of_50_members_10_get_the_10_places()
    {
        var (offer, slot) = await PublishAsync(SupplyDesk.Free(), capacity: 10);
        var members = await Task.WhenAll(Enumerable.Range(0, Race.Runners).Select(_ => app.SignUpAsync()));

        var answers = await Race.RunAsync(number => OrderAsync(members[number], offer, slot));

        Assert.Equal(10, answers.Count(answer => answer.Status == 201));
        Assert.Equal(40, answers.Count(answer => answer.Code == "sold_out"));
        Assert.Equal(0, await LeftAsync(offer));
    }

    [Fact]
    public async Task One_member_on_50_phones_gets_what_one_person_may_have()
    {
        var (offer, slot) = await PublishAsync(SupplyDesk.Free(perDay: 3), capacity: 50);
        var member = await app.SignUpAsync();

        var answers = await Race.RunAsync(_ => OrderAsync(member, offer, slot));

        Assert.Equal(3, answers.Count(answer => answer.Status == 201));
        Assert.Equal(47, answers.Count(answer => answer.Code == "person_limit"));
    }

    [Fact]
    public async Task Of_50_cancellations_one_gives_back()
    {
        var (offer, slot) = await PublishAsync(Court(1500));
        var member = await app.SignUpAsync();
        var order = (await OrderAsync(member, offer, slot, 2)).Expect(201);

        var answers = await Race.RunAsync(_ => CancelAsync(member, order));

        Assert.Equal(1, answers.Count(answer => answer.Status == 200));
        Assert.Equal(49, answers.Count(answer => answer.Code == "ticket_not_valid"));
        Assert.Equal(300, await member.SpendableAsync());
    }

    [Fact]
    public async Task Orders_and_cancellations_side_by_side_leave_every_place_where_it_belongs()
    {
        var (offer, slot) = await PublishAsync(SupplyDesk.Free(), capacity: 5);
        var members = await Task.WhenAll(Enumerable.Range(0, Race.Runners).Select(_ => app.SignUpAsync()));

        var answers = await Race.RunAsync(async number =>
        {
            var order = await OrderAsync(members[number], offer, slot);
            return order.Status == 201 ? (await CancelAsync(members[number], order)).Expect(200) : order.Expect(422, "sold_out");
        });

        Assert.Contains(answers, answer => answer.Status == 200);
        Assert.Equal(5, await LeftAsync(offer));
    }

    private static object Bookmark { get; } =
        new { Kind = "goods", Title = "书签", PriceFen = 500, Unit = "个", Payment = "online", Stock = 2 };

    private static object Court(long fen) => new { Kind = "slot", Title = "球场", PriceFen = fen, Unit = "小时", Payment = "online" };

    private async Task<(string Offer, string Slot)> PublishAsync(object what, int capacity = 4)
    {
        var offer = await desk.PublishAsync(what);
        return (offer, await desk.MakeSlotAsync(offer, Tomorrow, capacity));
    }

    private static object Body(string offer, string? slot, int quantity = 1) =>
        new { OfferId = offer, SlotId = slot, Quantity = quantity, AcceptVersion = 1 };

    private static Task<Answer> OrderAsync(Member member, string offer, string? slot, int quantity = 1) =>
        member.Caller.PostKeyedAsync("/v1/member/orders", Body(offer, slot, quantity));

    private static Task<Answer> CancelAsync(Member member, Answer order, params string[] tickets) =>
        member.Caller.PostKeyedAsync(
            $"/v1/member/orders/{order.Text("id")}/cancel", new { TicketIds = tickets.Length == 0 ? null : tickets });

    private async Task<int> LeftAsync(string offer) =>
        (await app.Caller(null).GetAsync($"/v1/offers/{offer}/slots")).Expect(200).Data[0]["left"]!.GetValue<int>();
}

public sealed class OrderingOnSqlite(SqliteApp app) : OrderingTests<SqliteApp>(app);

public sealed class OrderingOnPostgres(PostgresApp app) : OrderingTests<PostgresApp>(app.OrSkip());
