using System.Text.Json.Nodes;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.Waiting;

/// <summary>
/// A slot of one place, which its holder gives back while two others wait: it is kept for the first for half of the time
/// that is left. No job runs here: whoever names the slot books what has lapsed.
/// </summary>
public abstract class LapsedOffersTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private readonly SupplyDesk desk = new(app);

    [Fact]
    public async Task Who_comes_without_an_order_is_not_refused_for_what_somebody_did_not_take()
    {
        var (offer, slot, first, second) = await OfferedAsync(minutes: 60);
        app.Time.Advance(TimeSpan.FromMinutes(30));

        (await LetInAsync(slot)).Expect(201);

        Assert.Equal(("lapsed", "closed"), (await StatusAsync(first), await StatusAsync(second)));
        Assert.Equal((0, 1), await CountsAsync(offer, slot));
        (await LetInAsync(slot)).Expect(422, "no_place_left");
    }

    [Fact]
    public async Task Before_who_comes_without_an_order_it_is_the_next_ones_who_waits()
    {
        var (offer, slot, _, second) = await OfferedAsync(minutes: 120, doorMinutes: 120);
        app.Time.Advance(TimeSpan.FromMinutes(60));

        (await LetInAsync(slot)).Expect(422, "no_place_left");

        (await OrderAsync(second, offer, slot)).Expect(201);
    }

    [Fact]
    public async Task Whoever_changes_a_slots_places_passes_them_on_at_once()
    {
        var (offer, slot, first, second) = await OfferedAsync(minutes: 600);
        var third = await app.SignUpAsync();
        (await JoinAsync(third, slot)).Expect(201);
        app.Time.Advance(TimeSpan.FromHours(2));

        var changed = (await ResizeAsync(slot, 2)).Expect(200);

        Assert.Equal((2, 2), (changed.Number("taken"), changed.Number("waiting")));
        Assert.Equal(("lapsed", "offered", "offered"), (await StatusAsync(first), await StatusAsync(second), await StatusAsync(third)));
        Assert.Equal("place_offered", (await NoticesAsync(third))[0]["kind"]!.GetValue<string>());
        (await OrderAsync(third, offer, slot)).Expect(201);
    }

    [Fact]
    public async Task What_somebody_did_not_take_does_not_keep_a_slot_large()
    {
        var (_, slot, first, second) = await OfferedAsync(minutes: 600, capacity: 2);
        await LeaveAsync(second);
        Assert.Equal(2, (await ResizeAsync(slot, 1)).Expect(409, "capacity_below_taken").Number("taken"));
        app.Time.Advance(TimeSpan.FromHours(2));

        var changed = (await ResizeAsync(slot, 1)).Expect(200);

        Assert.Equal((1, 0), (changed.Number("taken"), changed.Number("waiting")));
        Assert.Equal("lapsed", await StatusAsync(first));
    }

    [Fact]
    public async Task What_is_the_next_ones_keeps_it_large()
    {
        var (offer, slot, _, second) = await OfferedAsync(minutes: 600, capacity: 2);
        app.Time.Advance(TimeSpan.FromHours(2));

        Assert.Equal(2, (await ResizeAsync(slot, 1)).Expect(409, "capacity_below_taken").Number("taken"));

        (await OrderAsync(second, offer, slot)).Expect(201);
    }

    [Fact]
    public async Task Of_a_slot_that_begins_sooner_a_place_is_kept_no_longer_than_one_can_still_come()
    {
        var (offer, slot, first, second) = await OfferedAsync(minutes: 600);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        var start = app.Time.GetUtcNow().AddMinutes(60);

        (await desk.Merchant.PatchAsync($"/v1/merchant/slots/{slot}", new { StartsAt = start })).Expect(200);

        var entry = (await first.Caller.GetAsync("/v1/member/waiting")).Expect(200).Data[0];
        Assert.Equal(("offered", start.AddMinutes(-30)), (entry["status"]!.GetValue<string>(), entry["offered_until"]!.GetValue<DateTimeOffset>()));
        var told = (await NoticesAsync(first))[0];
        Assert.Equal((start, start.AddMinutes(-30)), (told["starts_at"]!.GetValue<DateTimeOffset>(), told["until"]!.GetValue<DateTimeOffset>()));
        app.Time.SetUtcNow(start.AddMinutes(-30));
        (await OrderAsync(first, offer, slot)).Expect(201);
        Assert.Equal(("lapsed", "closed"), (await StatusAsync(first), await StatusAsync(second)));
    }

    [Fact]
    public async Task Of_a_slot_that_begins_at_once_nothing_is_kept()
    {
        var (offer, slot, first, _) = await OfferedAsync(minutes: 600);

        var moved = (await desk.Merchant.PatchAsync($"/v1/merchant/slots/{slot}", new { StartsAt = app.Time.GetUtcNow().AddMinutes(20) })).Expect(200);

        Assert.Equal((0, 1), (moved.Number("taken"), moved.Number("waiting")));
        Assert.Equal("lapsed", await StatusAsync(first));
    }

    private async Task<(string Offer, string Slot, Member First, Member Second)> OfferedAsync(
        int minutes, int doorMinutes = 30, int capacity = 1)
    {
        var offer = await desk.PublishAsync(new
        {
            Kind = "slot",
            Title = "太极晨练",
            PriceFen = 0,
            Unit = "位",
            Payment = "free",
            Admission = new { FromMinutesBefore = doorMinutes },
        });
        var slot = await desk.MakeSlotAsync(offer, app.Time.GetUtcNow().AddMinutes(minutes), capacity);
        var (holder, first, second) = (await app.SignUpAsync(), await app.SignUpAsync(), await app.SignUpAsync());
        var order = (await OrderAsync(holder, offer, slot, capacity)).Expect(201);
        (await JoinAsync(first, slot)).Expect(201);
        (await JoinAsync(second, slot)).Expect(201);
        var ticket = order["tickets"]![0]!["id"]!.GetValue<string>();
        (await holder.Caller.PostKeyedAsync($"/v1/member/orders/{order.Text("id")}/cancel", new { TicketIds = new[] { ticket } })).Expect(200);
        Assert.Equal("offered", await StatusAsync(first));
        return (offer, slot, first, second);
    }

    private static Task<Answer> OrderAsync(Member member, string offer, string slot, int quantity = 1) =>
        member.Caller.PostKeyedAsync("/v1/member/orders", new { OfferId = offer, SlotId = slot, Quantity = quantity, AcceptVersion = 1 });

    private static Task<Answer> JoinAsync(Member member, string slot) =>
        member.Caller.PostKeyedAsync("/v1/member/waiting", new { SlotId = slot, Quantity = 1 });

    private static async Task LeaveAsync(Member member)
    {
        var entry = (await member.Caller.GetAsync("/v1/member/waiting")).Expect(200).Data[0]["id"]!.GetValue<string>();
        (await member.Caller.DeleteAsync("/v1/member/waiting/" + entry)).Expect(204);
    }

    private Task<Answer> LetInAsync(string slot) =>
        desk.Merchant.PostKeyedAsync($"/v1/slots/{slot}/walk-ins", new { Places = 1, People = 1 });

    private Task<Answer> ResizeAsync(string slot, int capacity) =>
        desk.Merchant.PatchAsync($"/v1/merchant/slots/{slot}", new { Capacity = capacity });

    private static async Task<string> StatusAsync(Member member) =>
        (await member.Caller.GetAsync("/v1/member/waiting")).Expect(200).Data[0]["status"]!.GetValue<string>();

    private static async Task<IReadOnlyList<JsonNode>> NoticesAsync(Member member) =>
        (await member.Caller.GetAsync("/v1/member/notices")).Expect(200).Data;

    private async Task<(int Taken, int Waiting)> CountsAsync(string offer, string slot)
    {
        var seen = (await desk.Merchant.GetAsync($"/v1/merchant/offers/{offer}/slots")).Expect(200).Data
            .Single(one => one["id"]!.GetValue<string>() == slot);
        return (seen["taken"]!.GetValue<int>(), seen["waiting"]!.GetValue<int>());
    }
}

public sealed class LapsedOffersOnSqlite(SqliteApp app) : LapsedOffersTests<SqliteApp>(app);

public sealed class LapsedOffersOnPostgres(PostgresApp app) : LapsedOffersTests<PostgresApp>(app.OrSkip());
