using System.Text.Json.Nodes;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.CarryingOut;

public abstract class MovingSlotsTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private readonly SupplyDesk desk = new(app);

    [Fact]
    public async Task Who_ordered_is_told_and_keeps_it_without_doing_anything()
    {
        var (offer, slot, start) = await PublishAsync("free", 0);
        var member = await app.SignUpAsync();
        var order = (await BookAsync(member, offer, slot)).Expect(201);

        var moved = (await MoveAsync(slot, start.AddHours(3))).Expect(200);
        Assert.Equal(start.AddHours(4), moved["ends_at"]!.GetValue<DateTimeOffset>());

        // At once, before any job.
        Assert.Equal(start.AddHours(3), (await OrderAsync(member, order))["starts_at"]!.GetValue<DateTimeOffset>());
        await app.RunJobAsync("carry-out-slots");
        await app.RunJobAsync("carry-out-slots");

        var notice = Assert.Single((await member.Caller.GetAsync("/v1/member/notices")).Expect(200).Data);
        Assert.Equal(("slot_moved", order.Text("id")), (notice["kind"]!.GetValue<string>(), notice["order_id"]!.GetValue<string>()));
        Assert.Equal(start.AddHours(3), notice["starts_at"]!.GetValue<DateTimeOffset>());
        var after = await OrderAsync(member, order);
        Assert.Equal(("confirmed", start.AddHours(3)), (after["status"]!.GetValue<string>(), after["cancel_until"]!.GetValue<DateTimeOffset>()));
    }

    [Fact]
    public async Task The_door_knows_at_once()
    {
        var (offer, slot, start) = await PublishAsync("free", 0, hours: 5);
        var member = await app.SignUpAsync();
        var ticket = (await BookAsync(member, offer, slot)).Expect(201)["tickets"]![0]!["id"]!.GetValue<string>();
        (await MoveAsync(slot, start.AddHours(-4))).Expect(200);
        app.Time.Advance(TimeSpan.FromMinutes(40));

        (await desk.Merchant.PostKeyedAsync("/v1/admissions", new { TicketIds = new[] { ticket }, Manual = true })).Expect(201);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    public async Task It_is_given_back_in_full_whatever_the_offer_says(bool isCarriedOut, long fee)
    {
        var (offer, slot, start) = await PublishAsync("online", 1_500, untilMinutesBefore: 24 * 60);
        var member = await app.SignUpAsync();
        var order = (await BookAsync(member, offer, slot)).Expect(201);
        (await CancelAsync(member, order)).Expect(409, "cancel_too_late");

        (await MoveAsync(slot, start.AddHours(3))).Expect(200);
        if (isCarriedOut)
        {
            await app.RunJobAsync("carry-out-slots");
        }

        var given = (await CancelAsync(member, order)).Expect(200);
        Assert.Equal(("cancelled", "full", fee), (given.Text("status"), given.Text("refund_status"), given.Number("fee_fen")));
        Assert.Equal(300, await member.SpendableAsync());
        await app.RunJobAsync("carry-out-slots");
    }

    [Fact]
    public async Task What_is_held_for_the_venue_is_held_as_long()
    {
        var (offer, slot, start) = await PublishAsync("at_venue", 5_000);
        var member = await app.SignUpAsync();
        var order = (await BookAsync(member, offer, slot)).Expect(201);
        (await MoveAsync(slot, start.AddHours(30))).Expect(200);
        await app.RunJobAsync("carry-out-slots");

        app.Time.SetUtcNow(start.AddHours(2));
        await app.RunJobAsync("expire-holds");
        Assert.Equal((0, 300), ((await member.PointsAsync()).Number("spendable"), (await member.PointsAsync()).Number("held")));

        app.Time.SetUtcNow(start.AddHours(30));
        var ticket = order["tickets"]![0]!["id"]!.GetValue<string>();
        Assert.Equal(2_000, (await desk.Merchant.PostKeyedAsync("/v1/admissions", new { TicketIds = new[] { ticket }, Manual = true })).Expect(201).Number("cash_fen"));
    }

    [Fact]
    public async Task Who_has_as_many_of_it_as_one_may_have_gets_no_more_on_its_new_day()
    {
        var offer = await desk.PublishAsync(Limited(new { PerSlot = 1 }));
        var slot = await desk.MakeSlotAsync(offer, NoonIn(days: 2));
        var member = await app.SignUpAsync();
        (await BookAsync(member, offer, slot)).Expect(201);
        (await MoveAsync(slot, NoonIn(days: 3))).Expect(200);

        Assert.Equal("per_slot", (await BookAsync(member, offer, slot)).Expect(422, "person_limit").Text("scope"));
        await app.RunJobAsync("carry-out-slots");
        (await BookAsync(member, offer, slot)).Expect(422, "person_limit");
    }

    [Fact]
    public async Task What_a_move_brings_onto_a_day_that_is_full_for_one_is_kept()
    {
        var offer = await desk.PublishAsync(Limited(new { PerDay = 1 }));
        var (slot, other) = (await desk.MakeSlotAsync(offer, NoonIn(days: 2)), await desk.MakeSlotAsync(offer, NoonIn(days: 3)));
        var member = await app.SignUpAsync();
        var moved = (await BookAsync(member, offer, slot)).Expect(201);
        (await BookAsync(member, offer, other)).Expect(201);
        (await MoveAsync(slot, NoonIn(days: 3).AddHours(2))).Expect(200);

        await app.RunJobAsync("carry-out-slots");

        Assert.Equal("confirmed", (await OrderAsync(member, moved))["status"]!.GetValue<string>());
        (await BookAsync(member, offer, other)).Expect(422, "person_limit");
        Assert.Empty(app.Verify().Findings);
    }

    [Fact]
    public async Task It_does_not_move_too_late_nor_with_somebody_in_nor_onto_another()
    {
        var (offer, slot, start) = await PublishAsync("free", 0, hours: 10);
        var other = (await desk.MakeSlotsAsync(offer, SupplyDesk.Slot(start.AddHours(5)))).Expect(201).Data[0]["id"]!.GetValue<string>();

        Assert.Equal(other, (await MoveAsync(slot, start.AddHours(5))).Expect(409, "slot_clash").Text("slot_id"));
        (await MoveAsync(slot, app.Time.GetUtcNow())).Expect(400, "validation_failed");
        (await desk.Merchant.PatchAsync($"/v1/merchant/slots/{slot}", new { EndsAt = start })).Expect(400, "validation_failed");
        (await desk.Merchant.PatchAsync($"/v1/merchant/slots/{slot}", new { VenueId = "ven_none" })).Expect(400, "validation_failed");
        app.Time.SetUtcNow(start.AddHours(-2));
        (await MoveAsync(slot, start.AddMinutes(1))).Expect(200);
        app.Time.SetUtcNow(start.AddMinutes(1).AddHours(-2).AddMilliseconds(1));
        Assert.Equal(start.AddMinutes(1).AddHours(-2), (await MoveAsync(slot, start.AddHours(1))).Expect(409, "move_too_late")["move_until"]!.GetValue<DateTimeOffset>());
    }

    [Fact]
    public async Task Whoever_orders_or_cancels_while_it_moves_is_told_or_gone()
    {
        var (offer, slot, start) = await PublishAsync("free", 0, capacity: 100);
        var members = await Task.WhenAll(Enumerable.Range(0, Race.Runners).Select(_ => app.SignUpAsync()));
        var before = await Task.WhenAll(members.Take(20).Select(member => BookAsync(member, offer, slot)));

        var answers = await Race.RunAsync(number => number switch
        {
            < 10 => CancelAsync(members[number], before[number].Expect(201)),
            25 => MoveAsync(slot, start.AddHours(3)),
            _ => BookAsync(members[number], offer, slot),
        });
        await app.RunJobAsync("carry-out-slots");

        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 201, answer.Code));
        var knew = before.Concat(answers).Where(answer => answer.Status == 201 && StartOf(answer.Body!) == start.AddHours(3))
            .Select(answer => answer.Text("id"))
            .ToHashSet();
        foreach (var member in members)
        {
            var told = (await member.Caller.GetAsync("/v1/member/notices")).Expect(200).Data;
            knew.UnionWith(told.Where(notice => StartOf(notice) == start.AddHours(3)).Select(notice => notice["order_id"]!.GetValue<string>()));
            foreach (var order in (await member.Caller.GetAsync("/v1/member/orders")).Expect(200).Data.Where(order => order["status"]!.GetValue<string>() == "confirmed"))
            {
                Assert.Equal(start.AddHours(3), StartOf(order));
                Assert.Contains(order["id"]!.GetValue<string>(), knew);
            }
        }
    }

    private async Task<(string Offer, string Slot, DateTimeOffset Start)> PublishAsync(
        string payment, long fen, int capacity = 10, int hours = 20, int untilMinutesBefore = 0)
    {
        var offer = await desk.PublishAsync(new
        {
            Kind = "slot",
            Title = "羽毛球",
            PriceFen = fen,
            Unit = "小时",
            Payment = payment,
            Cancellation = new { UntilMinutesBefore = untilMinutesBefore, Tiers = Array.Empty<object>() },
        });
        var start = app.Time.GetUtcNow().AddHours(hours);
        return (offer, await desk.MakeSlotAsync(offer, start, capacity), start);
    }

    private static DateTimeOffset StartOf(JsonNode shown) => shown["starts_at"]!.GetValue<DateTimeOffset>();

    private static object Limited(object limits) =>
        new { Kind = "slot", Title = "羽毛球", PriceFen = 0, Unit = "小时", Payment = "free", Limits = limits };

    /// <summary>In Shanghai.</summary>
    private DateTimeOffset NoonIn(int days) => new(app.Time.GetUtcNow().UtcDateTime.Date.AddDays(days).AddHours(4), TimeSpan.Zero);

    private static Task<Answer> BookAsync(Member member, string offer, string slot) =>
        member.Caller.PostKeyedAsync("/v1/member/orders", new { OfferId = offer, SlotId = slot, Quantity = 1, AcceptVersion = 1 });

    private Task<Answer> MoveAsync(string slot, DateTimeOffset startsAt) =>
        desk.Merchant.PatchAsync($"/v1/merchant/slots/{slot}", new { StartsAt = startsAt });

    private static Task<Answer> CancelAsync(Member member, Answer order) =>
        member.Caller.PostKeyedAsync($"/v1/member/orders/{order.Text("id")}/cancel", new { });

    private static async Task<JsonNode> OrderAsync(Member member, Answer order) =>
        (await member.Caller.GetAsync("/v1/member/orders/" + order.Text("id"))).Expect(200).Body!;
}

public sealed class MovingSlotsOnSqlite(SqliteApp app) : MovingSlotsTests<SqliteApp>(app);

public sealed class MovingSlotsOnPostgres(PostgresApp app) : MovingSlotsTests<PostgresApp>(app.OrSkip());
