using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rewards.Api.Platform.Store;
using Rewards.Api.Platform.Store.Migrations;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.CarryingOut;

/// <summary>Goods wait for 3 days: to the midnight after them.</summary>
public abstract class EndOrdersTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private readonly SupplyDesk desk = new(app);

    [Theory]
    [InlineData("free", 0)]
    [InlineData("online", 1_500)]
    [InlineData("at_venue", 8_800)]
    public async Task Goods_that_nobody_fetched_go_back_in_full_the_next_morning(string payment, long fen)
    {
        var (member, order) = await OrderAsync(payment, fen, quantity: 2);
        var until = order["tickets"]![0]!["valid_until"]!.GetValue<DateTimeOffset>();
        app.Time.Advance(until - app.Time.GetUtcNow() - TimeSpan.FromSeconds(2));
        await EndAsync();
        (await OrderAsync(await app.SignUpAsync(), order.Text("offer_id"))).Expect(422, "sold_out");

        app.Time.Advance(TimeSpan.FromSeconds(2));
        await EndAsync();

        var mine = await MineAsync(member, order);
        Assert.Equal(("cancelled", "full", "unused", 0), (mine.Text("status"), mine.Text("refund_status"), mine.Text("reason"), mine.Number("fee_fen")));
        Assert.Equal(300, await member.SpendableAsync());
        Assert.Empty(app.Verify().Findings);
        Assert.Equal(0, await EndAsync());
        (await OrderAsync(await app.SignUpAsync(), order.Text("offer_id"))).Expect(201);
    }

    [Fact]
    public async Task Late_by_days_it_takes_no_more_than_what_is_over()
    {
        var (member, first) = await OrderAsync("online", 1_000);
        app.Time.Advance(TimeSpan.FromDays(7));
        var (other, second) = await OrderAsync("online", 1_000);

        await EndAsync();

        Assert.Equal("unused", (await MineAsync(member, first)).Text("reason"));
        Assert.Equal(("confirmed", null), ((await MineAsync(other, second)).Text("status"), (await MineAsync(other, second))["reason"]));
        app.Time.Advance(TimeSpan.FromDays(4));
        await EndAsync();
        Assert.Equal("cancelled", (await MineAsync(other, second)).Text("status"));
        Assert.Empty(app.Verify().Findings);
    }

    [Fact]
    public async Task What_was_fetched_stays_fetched()
    {
        var (member, order) = await OrderAsync("online", 1_500, quantity: 2);
        (await AdmitAsync(order)).Expect(201);
        app.Time.Advance(TimeSpan.FromDays(4));

        await EndAsync();

        var mine = await MineAsync(member, order);
        Assert.Equal(("completed", "part", 150), (mine.Text("status"), mine.Text("refund_status"), mine.Number("refunded_points")));
        Assert.Equal(150, await member.SpendableAsync());
        Assert.Empty(app.Verify().Findings);
    }

    [Fact]
    public async Task What_was_fetched_by_mistake_still_goes_back()
    {
        var (member, order) = await OrderAsync("online", 1_500);
        (await AdmitAsync(order)).Expect(201);
        Assert.Empty(app.Verify().Findings);
        var ticket = order["tickets"]![0]!["id"]!.GetValue<string>();
        (await desk.Merchant.PostKeyedAsync($"/v1/admissions/{ticket}/undo", new { })).Expect(200);
        app.Time.Advance(TimeSpan.FromDays(4));

        await EndAsync();

        Assert.Equal(300, await member.SpendableAsync());
        Assert.Empty(app.Verify().Findings);
    }

    /// <summary>Points pay for half of one at most, and money can't be paid yet: so an hour on a court is made one.</summary>
    [Fact]
    public async Task A_day_ticket_goes_back_when_its_day_is_over()
    {
        var offer = await desk.PublishAsync(new { Kind = "slot", Title = "一日票", PriceFen = 1_500, Unit = "张", Payment = "online" });
        var slot = await desk.MakeSlotAsync(offer, app.Time.GetUtcNow().AddHours(1));
        var member = await app.SignUpAsync();
        var order = (await OrderAsync(member, offer, slot)).Expect(201);
        DateTimeOffset? due = order["ends_at"]!.GetValue<DateTimeOffset>().AddHours(3);
        await ChangeAsync(db => db.Orders.Where(row => row.Id == order.Text("id")).ExecuteUpdate(row => row
            .SetProperty(one => one.GoesBackAt, due)
            .SetProperty(one => one.GiveBackAt, due)));
        app.Time.Advance(TimeSpan.FromHours(4));
        await EndAsync();
        Assert.Equal("missed", (await MineAsync(member, order))["tickets"]![0]!["status"]!.GetValue<string>());

        app.Time.Advance(TimeSpan.FromHours(2));
        await EndAsync();

        Assert.Equal(300, await member.SpendableAsync());
        Assert.Empty(app.Verify().Findings);
    }

    [Fact]
    public async Task Goods_that_were_ordered_before_it_was_noted_go_back_too()
    {
        var (member, order) = await OrderAsync("online", 1_500, quantity: 2);
        await ChangeAsync(db => db.Orders.Where(row => row.Id == order.Text("id")).ExecuteUpdate(row => row
            .SetProperty(one => one.GoesBackAt, (DateTimeOffset?)null)
            .SetProperty(one => one.GiveBackAt, (DateTimeOffset?)null)));
        Assert.NotEmpty(app.Verify().Findings);

        await using (var db = app.Services.GetRequiredService<Database>().OpenForWriting())
        {
            GoodsGoBack.Statements.ToList().ForEach(statement => db.Database.ExecuteSqlRaw(statement));
        }

        Assert.Empty(app.Verify().Findings);
        app.Time.Advance(TimeSpan.FromDays(4));
        await EndAsync();
        Assert.Equal(300, await member.SpendableAsync());
    }

    [Fact]
    public async Task A_damaged_order_is_set_aside_and_stops_no_other()
    {
        var (_, damaged) = await OrderAsync("online", 1_000);
        var (member, order) = await OrderAsync("online", 1_000);
        app.Time.Advance(TimeSpan.FromDays(4));
        var tickets = "";
        await ChangeAsync(db =>
        {
            var row = db.Orders.Where(row => row.Id == damaged.Text("id"));
            tickets = row.Select(one => one.Tickets).Single();
            return row.ExecuteUpdate(one => one.SetProperty(said => said.Tickets, "["));
        });

        try
        {
            var run = await app.RunJobAsync("end-orders");

            Assert.Equal(("succeeded", damaged.Text("id")), (run.Text("status"), run["report"]!["parked"]![0]!["what"]!.GetValue<string>()));
            Assert.Equal("cancelled", (await MineAsync(member, order)).Text("status"));
        }
        finally
        {
            await ChangeAsync(db => db.Orders.Where(row => row.Id == damaged.Text("id"))
                .ExecuteUpdate(one => one.SetProperty(said => said.Tickets, tickets)));
        }
    }

    /// <returns>How many orders were given back.</returns>
    private async Task<long> EndAsync()
    {
        var run = await app.RunJobAsync("end-orders");
        Assert.Equal("succeeded", run.Text("status"));
        return run["progress"]!["changed"]!.GetValue<long>();
    }

    private async Task ChangeAsync(Func<RewardsDb, int> change)
    {
        await using var db = app.Services.GetRequiredService<Database>().OpenForWriting();
        Assert.Equal(1, change(db));
    }

    private async Task<(Member Member, Answer Order)> OrderAsync(string payment, long fen, int quantity = 1)
    {
        var offer = await desk.PublishAsync(
            new { Kind = "goods", Title = "三体", PriceFen = fen, Unit = "本", Payment = payment, Stock = quantity, PickupDays = 3 });
        var member = await app.SignUpAsync();
        return (member, (await OrderAsync(member, offer, null, quantity)).Expect(201));
    }

    private static Task<Answer> OrderAsync(Member member, string offer, string? slot = null, int quantity = 1) =>
        member.Caller.PostKeyedAsync(
            "/v1/member/orders", new { OfferId = offer, SlotId = slot, Quantity = quantity, AcceptVersion = 1 });

    private Task<Answer> AdmitAsync(Answer order) => desk.Merchant.PostKeyedAsync(
        "/v1/admissions", new { TicketIds = new[] { order["tickets"]![0]!["id"]!.GetValue<string>() }, Manual = true });

    private static async Task<Answer> MineAsync(Member member, Answer order) =>
        (await member.Caller.GetAsync("/v1/member/orders/" + order.Text("id"))).Expect(200);
}

public sealed class EndOrdersOnSqlite(SqliteApp app) : EndOrdersTests<SqliteApp>(app);

public sealed class EndOrdersOnPostgres(PostgresApp app) : EndOrdersTests<PostgresApp>(app.OrSkip());
