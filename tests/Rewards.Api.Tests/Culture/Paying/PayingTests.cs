using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.Paying;

/// <summary>Of two tickets at 50 yuan a member's 300 points pay 30, and Stripe takes 70.</summary>
public abstract class PayingTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private readonly PayingDesk desk = new(app);

    [Fact]
    public async Task What_is_paid_at_Stripe_becomes_tickets()
    {
        var (member, order) = await desk.OrderAsync();
        Assert.Equal(("awaiting_payment", 7_000), (order.Text("status"), order.Number("cash_fen")));
        Assert.Null(order["tickets"]![0]!["code"]);
        Assert.Equal(0, await member.SpendableAsync());

        var page = (await PayingDesk.PayAsync(member, order)).Expect(200);
        Assert.Contains("/sandbox/stripe/pay/", page.Text("url"), StringComparison.Ordinal);
        await desk.PayThereAsync(await PayingDesk.SessionAsync(member, order));
        await desk.SettleAsync();

        var paid = await PayingDesk.ReadAsync(member, order);
        Assert.Equal(("confirmed", 300), (paid.Text("status"), paid.Number("points")));
        Assert.Equal(8, paid["tickets"]![0]!["code"]!.GetValue<string>().Length);
        Assert.Equal((7_000, 0), await desk.BooksAsync(order));
        (await PayingDesk.PayAsync(member, order)).Expect(409, "order_not_payable");
    }

    [Fact]
    public async Task The_sandboxs_page_is_opened_where_the_service_was_called()
    {
        var (member, order) = await desk.OrderAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://city.tunnel.example/v1/member/orders/{order.Text("id")}/pay");
        request.Headers.Add("Idempotency-Key", Caller.NewKey());

        var page = (await member.Caller.SendAsync(request)).Expect(200);

        Assert.StartsWith("https://city.tunnel.example/sandbox/stripe/pay/cs_test_", page.Text("url"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_comes_in_before_it_is_paid()
    {
        var (_, order) = await desk.OrderAsync();
        app.Time.Advance(TimeSpan.FromMinutes(1));

        var answer = await desk.Cinema.Merchant.PostKeyedAsync(
            "/v1/admissions", new { TicketIds = new[] { PayingDesk.Ticket(order, 0) }, Manual = true });

        answer.Expect(409, "order_unpaid");
    }

    [Fact]
    public async Task A_ticket_that_is_given_back_costs_its_fee_and_the_rest_goes_back()
    {
        var (member, order) = await desk.PaidAsync();
        app.Time.Advance(TimeSpan.FromHours(4));

        var part = (await member.Caller.PostKeyedAsync(
            $"/v1/member/orders/{order.Text("id")}/cancel", new { TicketIds = new[] { PayingDesk.Ticket(order, 0) } })).Expect(200);
        await desk.SettleAsync();

        Assert.Equal((150, 3_000, 500), (part.Number("refunded_points"), part.Number("refunded_cash_fen"), part.Number("fee_fen")));
        Assert.Equal((7_000, 3_000), await desk.BooksAsync(order));
    }

    [Fact]
    public async Task A_cancelled_slot_gives_all_of_it_back()
    {
        var of = await desk.PublishAsync();
        var (member, order) = await desk.PaidAsync(of: of);
        var (other, unpaid) = await desk.OrderAsync(of: of);

        (await desk.Cinema.Merchant.PostKeyedAsync($"/v1/merchant/slots/{of.Slot}/cancel", new { Reason = "设备故障" })).Expect(200);
        await app.RunJobAsync("carry-out-slots");
        await desk.SettleAsync();

        Assert.Equal(("cancelled", "cancelled"), ((await PayingDesk.ReadAsync(member, order)).Text("status"), (await PayingDesk.ReadAsync(other, unpaid)).Text("status")));
        Assert.Equal((300, 300), (await member.SpendableAsync(), await other.SpendableAsync()));
        Assert.Equal((7_000, 7_000), await desk.BooksAsync(order));
    }

    [Fact]
    public async Task What_is_not_paid_in_time_is_over_and_its_places_and_points_are_free()
    {
        var of = await desk.PublishAsync(capacity: 2);
        var (member, order) = await desk.OrderAsync(of: of);
        (await PayingDesk.OrderAsync(await app.SignUpAsync(), of.Offer, of.Slot)).Expect(422, "sold_out");
        app.Time.Advance(TimeSpan.FromMinutes(45));

        Assert.Equal("expired", (await PayingDesk.ReadAsync(member, order)).Text("status"));
        Assert.Equal(300, await member.SpendableAsync());
        await app.RunJobAsync("end-orders");

        (await PayingDesk.OrderAsync(await app.SignUpAsync(), of.Offer, of.Slot)).Expect(201);
        var notices = (await member.Caller.GetAsync("/v1/member/notices")).Expect(200);
        Assert.Equal("order_expired", notices.Data[0]["kind"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_paid_too_late_goes_back_once()
    {
        var (member, order) = await desk.OrderAsync();
        (await PayingDesk.PayAsync(member, order)).Expect(200);
        var session = await PayingDesk.SessionAsync(member, order);
        app.Time.Advance(TimeSpan.FromMinutes(45));

        await desk.PayThereAsync(session, atTheLastSecond: true);
        await desk.SettleAsync();
        await app.RunJobAsync("end-orders");
        await app.RunJobAsync("settle-payments");

        Assert.Equal("expired", (await PayingDesk.ReadAsync(member, order)).Text("status"));
        Assert.Equal((7_000, 7_000), await desk.BooksAsync(order));
        Assert.Equal(300, await member.SpendableAsync());
    }

    [Fact]
    public async Task At_the_end_of_the_time_to_pay_the_session_is_ended()
    {
        var (member, order) = await desk.OrderAsync();
        (await PayingDesk.PayAsync(member, order)).Expect(200);
        var session = await PayingDesk.SessionAsync(member, order);
        app.Time.Advance(TimeSpan.FromMinutes(30));

        await app.RunJobAsync("settle-payments");

        Assert.Equal("expired", (await desk.PayThereAsync(session)).Text("status"));
        Assert.Equal("awaiting_payment", (await PayingDesk.ReadAsync(member, order)).Text("status"));
        (await PayingDesk.PayAsync(member, order)).Expect(409, "payment_closed");
    }

    [Fact]
    public async Task Of_50_who_pay_one_order_at_once_all_are_sent_to_one_page()
    {
        var (member, order) = await desk.OrderAsync();

        var answers = await Race.RunAsync(() => PayingDesk.PayAsync(member, order));

        Assert.All(answers, answer => answer.Expect(200));
        Assert.Single(answers.Select(answer => answer.Text("url")).Distinct());
    }

    [Fact]
    public async Task Of_cancellation_and_payment_either_wins_and_money_points_and_tickets_agree()
    {
        var (member, order) = await desk.OrderAsync();
        (await PayingDesk.PayAsync(member, order)).Expect(200);
        await desk.PayThereAsync(await PayingDesk.SessionAsync(member, order));

        await Race.RunAsync(number => number % 2 == 0
            ? app.RunJobAsync("settle-payments")
            : member.Caller.PostKeyedAsync($"/v1/member/orders/{order.Text("id")}/cancel", new { }));
        await desk.SettleAsync();
        await desk.SettleAsync();

        Assert.Equal("cancelled", (await PayingDesk.ReadAsync(member, order)).Text("status"));
        Assert.Equal((7_000, 7_000), await desk.BooksAsync(order));
        Assert.Equal(300, await member.SpendableAsync());
    }

    [Fact]
    public async Task While_Stripe_is_away_the_order_waits_and_the_same_request_goes_on()
    {
        var (member, order) = await desk.OrderAsync();
        var key = Guid.NewGuid().ToString();
        await desk.FailAsync(new { Calls = "error" });

        var away = await PayAsync(key);
        await desk.FailAsync(new { Calls = "lost_answer" });
        var lost = await PayAsync(key);
        await desk.FailAsync(new { Calls = "normal" });

        Assert.Equal(("payment_unavailable_now", "payment_unavailable_now"), (away.Code, lost.Code));
        (await PayAsync(key)).Expect(200);
        (await PayAsync(key)).Expect(200);

        Task<Answer> PayAsync(string key) =>
            member.Caller.PostAsync($"/v1/member/orders/{order.Text("id")}/pay", new { }, key);
    }

    [Fact]
    public async Task Merchants_and_operators_find_orders_by_whether_their_cash_is_awaited()
    {
        var film = await desk.PublishAsync();
        var (_, order) = await desk.OrderAsync(of: film);
        Assert.Equal((1, 0), await CountAsync());

        app.Time.Advance(TimeSpan.FromMinutes(46));

        Assert.Equal((0, 1), await CountAsync());

        async Task<(int Awaiting, int Expired)> CountAsync()
        {
            var awaiting = (await desk.Cinema.Merchant.GetAsync($"/v1/merchant/orders?offer_id={film.Offer}&status=awaiting_payment")).Expect(200);
            var expired = (await app.Operator().GetAsync($"/v1/operator/orders?offer_id={film.Offer}&status=expired")).Expect(200);
            Assert.All([.. awaiting.Data, .. expired.Data], one => Assert.Equal(order.Text("id"), one["id"]!.GetValue<string>()));
            return (awaiting.Data.Count, expired.Data.Count);
        }
    }

    [Fact]
    public async Task Another_members_order_is_not_there()
    {
        var (_, order) = await desk.OrderAsync();

        (await PayingDesk.PayAsync(await app.SignUpAsync(), order)).Expect(404, "not_found");
    }

    [Fact]
    public async Task Three_orders_may_await_payment()
    {
        var (offer, slot) = await desk.PublishAsync();
        var member = await app.SignUpAsync();

        var answers = await Race.RunAsync(() => PayingDesk.OrderAsync(member, offer, slot, quantity: 1));

        Assert.Equal((3, 47), (answers.Count(answer => answer.Status == 201), answers.Count(answer => answer.Code == "person_limit")));
        Assert.Equal("unpaid", answers.First(answer => answer.Code is not null).Text("scope"));
    }
}

public sealed class PayingOnSqlite(SqliteApp app) : PayingTests<SqliteApp>(app);

public sealed class PayingOnPostgres(PostgresApp app) : PayingTests<PostgresApp>(app.OrSkip());
