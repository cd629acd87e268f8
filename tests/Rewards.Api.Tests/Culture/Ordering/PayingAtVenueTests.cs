using System.Text.Json.Nodes;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.Ordering;

/// <summary>A film of 50 yuan, in half an hour: of 300 points two tickets take 150 each, and 35 yuan in money each.</summary>
public abstract class PayingAtVenueTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private readonly SupplyDesk cinema = new(app, "rk_test_cinema");

    [Fact]
    public async Task Points_are_held_until_somebody_comes_and_the_rest_is_taken_at_the_door()
    {
        var (slot, member, order) = await OrderAsync(quantity: 2);

        Assert.Equal((10_000, 300, 7_000), (order.Number("gross_fen"), order.Number("points"), order.Number("cash_fen")));
        Assert.Equal(0, await member.SpendableAsync());
        var held = await RedemptionAsync(order);
        Assert.Equal(("held", order["ends_at"]!.GetValue<string>()), (held.Text("status"), held.Text("hold_expires_at")));

        app.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(7_000, (await LookUpAsync(order, 0)).Data[0]["cash_fen"]!.GetValue<long>() * 2);
        var admitted = (await AdmitAsync(order, await member.NewCodeAsync(), 0, 1)).Expect(201);

        Assert.Equal((2, 7_000), (admitted.Number("people"), admitted.Number("cash_fen")));
        var captured = await RedemptionAsync(order);
        Assert.Equal(("captured", 300, 7_000, 0), (captured.Text("status"), captured.Number("points"), captured.Number("cash_fen"), captured.Number("refunded_fen")));
        Assert.Equal((2, 2, 2), await CountsAsync(slot));
    }

    [Fact]
    public async Task A_ticket_that_is_given_back_before_takes_its_points_along()
    {
        var (slot, member, order) = await OrderAsync(quantity: 2);

        var part = (await CancelAsync(member, order, Ticket(order, 0))).Expect(200);
        Assert.Equal((150, 3_500, 0), (part.Number("refunded_points"), part.Number("refunded_cash_fen"), part.Number("fee_fen")));
        Assert.Equal(150, await member.SpendableAsync());
        app.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(3_500, (await AdmitAsync(order, await member.NewCodeAsync(), 1)).Expect(201).Number("cash_fen"));

        // What stays of the cash is what the drawer got.
        var captured = await RedemptionAsync(order);
        Assert.Equal((150, 3_500), (captured.Number("points"), captured.Number("cash_fen") - captured["refunds"]!.AsArray().Sum(refund => refund!["cash_fen"]!.GetValue<long>())));
        Assert.Equal((1, 1, 1), await CountsAsync(slot));
    }

    [Fact]
    public async Task Who_comes_with_some_of_the_tickets_gets_the_others_back()
    {
        var (slot, member, order) = await OrderAsync(quantity: 2);
        app.Time.Advance(TimeSpan.FromMinutes(30));

        Assert.Equal(3_500, (await AdmitAsync(order, await member.NewCodeAsync(), 1)).Expect(201).Number("cash_fen"));

        Assert.Equal(150, await member.SpendableAsync());
        Assert.Equal((1, 1, 1), await CountsAsync(slot));
        (await AdmitAsync(order, await member.NewCodeAsync(), 0)).Expect(409, "ticket_cancelled");
        var mine = (await member.Caller.GetAsync("/v1/member/orders/" + order.Text("id"))).Expect(200);
        Assert.Equal(("part", 150), (mine.Text("refund_status"), mine.Number("refunded_points")));
    }

    [Fact]
    public async Task All_of_it_is_given_back_without_a_fee()
    {
        var (slot, member, order) = await OrderAsync(quantity: 2);
        (await CancelAsync(member, order, Ticket(order, 1))).Expect(200);

        (await CancelAsync(member, order)).Expect(200);

        Assert.Equal(300, await member.SpendableAsync());
        Assert.Equal("released", (await RedemptionAsync(order)).Text("status"));
        Assert.Equal((0, 0, 0), await CountsAsync(slot));
    }

    [Fact]
    public async Task To_take_an_admission_back_is_to_cancel_it_in_full()
    {
        var (slot, member, order) = await OrderAsync(quantity: 2);
        app.Time.Advance(TimeSpan.FromMinutes(30));
        (await AdmitAsync(order, await member.NewCodeAsync(), 0, 1)).Expect(201);

        var undone = (await cinema.Merchant.PostKeyedAsync($"/v1/admissions/{Ticket(order, 0)}/undo", new { })).Expect(200);

        Assert.Equal(("cancelled", 2, 7_000), (undone.Text("ticket_status"), undone.Number("people"), undone.Number("cash_fen")));
        Assert.Equal(300, await member.SpendableAsync());
        Assert.Equal((0, 0, 0), await CountsAsync(slot));
        Assert.Equal(10_000, (await RedemptionAsync(order)).Number("refunded_fen"));
    }

    [Fact]
    public async Task What_nobody_came_for_is_missed_and_its_points_come_back_at_the_end()
    {
        var (_, member, order) = await OrderAsync();
        app.Time.Advance(TimeSpan.FromMinutes(30 + 15));
        Assert.Equal(0, await member.SpendableAsync());

        app.Time.Advance(TimeSpan.FromMinutes(45));

        Assert.Equal(300, await member.SpendableAsync());
        var mine = (await member.Caller.GetAsync("/v1/member/orders/" + order.Text("id"))).Expect(200);
        Assert.Equal(("completed", "missed"), (mine.Text("status"), Text(mine["tickets"]![0]!, "status")));
        (await AdmitAsync(order, await member.NewCodeAsync(), 0)).Expect(409, "too_late");
    }

    [Fact]
    public async Task Without_points_it_is_held_too_and_only_paid()
    {
        var (slot, member, order) = await OrderAsync(points: 0);
        app.Time.Advance(TimeSpan.FromMinutes(30));

        Assert.Equal(5_000, (await AdmitAsync(order, await member.NewCodeAsync(), 0)).Expect(201).Number("cash_fen"));

        Assert.Equal(300, await member.SpendableAsync());
        Assert.Equal((1, 1, 1), await CountsAsync(slot));
        Assert.Equal("captured", (await RedemptionAsync(order)).Text("status"));
    }

    [Fact]
    public async Task Goods_wait_at_the_counter()
    {
        var shop = new SupplyDesk(app, "rk_test_bookshop_online");
        var offer = await shop.PublishAsync(new { Kind = "goods", Title = "三体", PriceFen = 8_800, Unit = "本", Payment = "at_venue", Stock = 2 });
        var member = await app.SignUpAsync();
        var order = (await BookAsync(member, offer, null, 2)).Expect(201);

        var body = new { TicketIds = new[] { Ticket(order, 0) }, Manual = true };
        Assert.Equal(7_300, (await shop.Merchant.PostKeyedAsync("/v1/admissions", body)).Expect(201).Number("cash_fen"));

        // The other one is in the stock again.
        (await BookAsync(await app.SignUpAsync(), offer, null)).Expect(201);
        (await BookAsync(await app.SignUpAsync(), offer, null)).Expect(422, "sold_out");
    }

    [Theory]
    [InlineData(31, 201, null)]
    [InlineData(32, 422, "too_far_ahead")]
    public async Task Points_are_held_for_a_month_at_most(int days, int status, string? code)
    {
        var offer = await cinema.PublishAsync(SupplyDesk.Paid("三体", 5_000));
        var slot = await cinema.MakeSlotAsync(offer, app.Time.GetUtcNow().AddDays(days).AddHours(-2), 10);

        var answer = await BookAsync(await app.SignUpAsync(), offer, slot);

        Assert.Equal((status, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Of_50_orders_of_one_member_ten_may_wait_to_be_paid()
    {
        var offer = await cinema.PublishAsync(SupplyDesk.Paid("三体", 5_000));
        var slot = await cinema.MakeSlotAsync(offer, app.Time.GetUtcNow().AddMinutes(30), 100);
        var member = await app.SignUpAsync();

        var answers = await Race.RunAsync(_ => BookAsync(member, offer, slot));

        Assert.Equal((10, 40), (answers.Count(answer => answer.Status == 201), answers.Count(answer => answer.Code == "person_limit")));
        Assert.Equal(("at_venue", 10), (answers.First(answer => answer.Code is not null).Text("scope"), answers.First(answer => answer.Code is not null).Number("used")));
        app.Time.Advance(TimeSpan.FromHours(2));
        var next = await cinema.MakeSlotAsync(offer, app.Time.GetUtcNow().AddMinutes(30), 100);
        (await BookAsync(member, offer, next)).Expect(201);
    }

    [Fact]
    public async Task Of_admission_and_cancellation_one_wins_and_points_places_and_money_agree()
    {
        var (slot, member, order) = await OrderAsync();
        app.Time.Advance(TimeSpan.FromMinutes(10));
        var body = new { TicketIds = new[] { Ticket(order, 0) }, Manual = true };

        var answers = await Race.RunAsync(number => number % 2 == 0
            ? cinema.Merchant.PostKeyedAsync("/v1/admissions", body)
            : CancelAsync(member, order));

        var isUsed = answers.Single(answer => answer.Status is 200 or 201).Status == 201;
        Assert.Equal(isUsed ? (1, 1, 1) : (0, 0, 0), await CountsAsync(slot));
        Assert.Equal(isUsed ? 0 : 300, await member.SpendableAsync());
        Assert.Equal(isUsed ? "captured" : "released", (await RedemptionAsync(order)).Text("status"));
    }

    private async Task<(string Slot, Member Member, Answer Order)> OrderAsync(int quantity = 1, long? points = null)
    {
        var offer = await cinema.PublishAsync(SupplyDesk.Paid("三体", 5_000));
        var slot = await cinema.MakeSlotAsync(offer, app.Time.GetUtcNow().AddMinutes(30), 10);
        var member = await app.SignUpAsync();
        return (slot, member, (await BookAsync(member, offer, slot, quantity, points)).Expect(201));
    }

    private static Task<Answer> BookAsync(Member member, string offer, string? slot, int quantity = 1, long? points = null) =>
        member.Caller.PostKeyedAsync(
            "/v1/member/orders", new { OfferId = offer, SlotId = slot, Quantity = quantity, AcceptVersion = 1, Points = points });

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static string Ticket(Answer order, int at) => Text(order["tickets"]![at]!, "id");

    private async Task<Answer> RedemptionAsync(Answer order) =>
        (await app.Operator("auditor").GetAsync("/v1/operator/redemptions/" + order.Text("redemption_id"))).Expect(200);

    private async Task<Answer> LookUpAsync(Answer order, int at) => (await cinema.Merchant.PostAsync(
        "/v1/admissions/lookup", new { Scanned = Text(order["tickets"]![at]!, "code") })).Expect(200);

    private Task<Answer> AdmitAsync(Answer order, string code, params int[] tickets) => cinema.Merchant.PostKeyedAsync(
        "/v1/admissions", new { TicketIds = tickets.Select(at => Ticket(order, at)), Scanned = code });

    private async Task<(long Taken, long Used, long Admitted)> CountsAsync(string slot)
    {
        var door = (await cinema.Merchant.GetAsync($"/v1/slots/{slot}/door")).Expect(200);
        return (door.Number("taken"), door.Number("used"), door.Number("admitted"));
    }

    private static Task<Answer> CancelAsync(Member member, Answer order, params string[] tickets) =>
        member.Caller.PostKeyedAsync(
            $"/v1/member/orders/{order.Text("id")}/cancel", new { TicketIds = tickets.Length == 0 ? null : tickets });
}

public sealed class PayingAtVenueOnSqlite(SqliteApp app) : PayingAtVenueTests<SqliteApp>(app);

public sealed class PayingAtVenueOnPostgres(PostgresApp app) : PayingAtVenueTests<PostgresApp>(app.OrSkip());
