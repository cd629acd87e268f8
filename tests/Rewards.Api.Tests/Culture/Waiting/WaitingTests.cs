using System.Text.Json.Nodes;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.Waiting;

public abstract class WaitingTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private readonly SupplyDesk desk = new(app);

    [Fact]
    public async Task A_place_that_is_given_back_is_kept_for_who_waited_first()
    {
        var (offer, slot, holder, order) = await FullAsync();
        var (first, second) = (await app.SignUpAsync(), await app.SignUpAsync());
        var joined = (await JoinAsync(first, slot)).Expect(201);
        Assert.Equal(("waiting", 1), (joined.Text("status"), joined.Number("position")));
        Assert.Equal(2, (await JoinAsync(second, slot)).Expect(201).Number("position"));

        (await CancelAsync(holder, order)).Expect(200);

        var entry = await EntryAsync(first);
        Assert.Equal("offered", entry["status"]!.GetValue<string>());
        Assert.Null(entry["position"]);
        Assert.Equal(app.Time.GetUtcNow().AddHours(2), entry["offered_until"]!.GetValue<DateTimeOffset>());
        Assert.Equal(1, (await EntryAsync(second))["position"]!.GetValue<int>());
        var notice = Assert.Single((await first.Caller.GetAsync("/v1/member/notices")).Expect(200).Data);
        Assert.Equal(("place_offered", slot, false), (notice["kind"]!.GetValue<string>(), notice["slot_id"]!.GetValue<string>(), notice["read"]!.GetValue<bool>()));

        var refused = (await OrderAsync(await app.SignUpAsync(), offer, slot)).Expect(422, "sold_out");
        Assert.Equal((0, 2), (refused.Number("left"), refused.Number("waiting")));
        (await OrderAsync(first, offer, slot)).Expect(201);
        Assert.Equal("taken", (await EntryAsync(first))["status"]!.GetValue<string>());
        Assert.Equal((1, 1), await CountsAsync(offer, slot));
    }

    [Fact]
    public async Task What_is_not_taken_in_time_goes_to_the_next_by_whoever_names_the_slot()
    {
        var (offer, slot, holder, order) = await FullAsync();
        var (first, second) = (await app.SignUpAsync(), await app.SignUpAsync());
        (await JoinAsync(first, slot)).Expect(201);
        (await JoinAsync(second, slot)).Expect(201);
        (await CancelAsync(holder, order)).Expect(200);
        app.Time.Advance(TimeSpan.FromHours(2));

        Assert.Equal("lapsed", (await EntryAsync(first))["status"]!.GetValue<string>());
        (await OrderAsync(first, offer, slot)).Expect(422, "sold_out");
        (await OrderAsync(second, offer, slot)).Expect(201);

        Assert.Equal((1, 0), await CountsAsync(offer, slot));
    }

    [Fact]
    public async Task By_themselves_places_go_to_the_next_and_new_ones_to_who_waits()
    {
        var (offer, slot, holder, order) = await FullAsync();
        var (first, second) = (await app.SignUpAsync(), await app.SignUpAsync());
        (await JoinAsync(first, slot)).Expect(201);
        (await JoinAsync(second, slot)).Expect(201);
        (await CancelAsync(holder, order)).Expect(200);
        app.Time.Advance(TimeSpan.FromHours(2));

        await app.RunJobAsync("end-orders");
        Assert.Equal("offered", (await EntryAsync(second))["status"]!.GetValue<string>());
        Assert.Equal((1, 1), await CountsAsync(offer, slot));

        (await JoinAsync(first, slot)).Expect(201);
        (await desk.Merchant.PatchAsync($"/v1/merchant/slots/{slot}", new { Capacity = 2 })).Expect(200);
        await app.RunJobAsync("end-orders");
        Assert.Equal("offered", (await EntryAsync(first))["status"]!.GetValue<string>());
        Assert.Equal((2, 2), await CountsAsync(offer, slot));
    }

    [Fact]
    public async Task Who_leaves_the_queue_lets_the_next_have_the_place()
    {
        var (offer, slot, holder, order) = await FullAsync();
        var (first, second) = (await app.SignUpAsync(), await app.SignUpAsync());
        var entry = (await JoinAsync(first, slot)).Expect(201).Text("id");
        (await JoinAsync(second, slot)).Expect(201);
        (await CancelAsync(holder, order)).Expect(200);

        (await second.Caller.DeleteAsync("/v1/member/waiting/" + entry)).Expect(404, "not_found");
        (await first.Caller.DeleteAsync("/v1/member/waiting/" + entry)).Expect(204);
        (await first.Caller.DeleteAsync("/v1/member/waiting/" + entry)).Expect(204);

        Assert.Equal("left", (await EntryAsync(first))["status"]!.GetValue<string>());
        Assert.Equal("offered", (await EntryAsync(second))["status"]!.GetValue<string>());
        var again = (await JoinAsync(first, slot)).Expect(201);
        Assert.NotEqual(entry, again.Text("id"));
        Assert.Equal((1, 2), await CountsAsync(offer, slot));
    }

    [Fact]
    public async Task More_than_was_offered_needs_a_free_place_and_less_leaves_one_to_the_next()
    {
        var (offer, slot, holder, order) = await FullAsync(capacity: 2);
        var (first, second) = (await app.SignUpAsync(), await app.SignUpAsync());
        (await JoinAsync(first, slot, quantity: 2)).Expect(201);
        (await JoinAsync(second, slot)).Expect(201);
        (await CancelAsync(holder, order)).Expect(200);

        (await OrderAsync(first, offer, slot, quantity: 3)).Expect(422, "sold_out");
        (await OrderAsync(first, offer, slot, quantity: 1)).Expect(201);

        Assert.Equal("offered", (await EntryAsync(second))["status"]!.GetValue<string>());
        Assert.Equal((2, 1), await CountsAsync(offer, slot));
    }

    [Fact]
    public async Task Who_may_not_take_a_place_may_not_wait_for_one()
    {
        var (offer, slot, holder, _) = await FullAsync(perDay: 1);
        var member = await app.SignUpAsync();

        Assert.Equal("per_day", (await JoinAsync(holder, slot)).Expect(422, "person_limit").Text("scope"));
        (await JoinAsync(member, "slt_none")).Expect(404, "not_found");
        var entry = (await JoinAsync(member, slot)).Expect(201).Text("id");
        Assert.Equal(entry, (await JoinAsync(member, slot)).Expect(409, "already_waiting").Text("waiting_id"));
        (await desk.Merchant.PostKeyedAsync($"/v1/merchant/slots/{slot}/cancel", new { Reason = "检修" })).Expect(200);
        (await JoinAsync(await app.SignUpAsync(), slot)).Expect(422, "booking_closed");
    }

    [Fact]
    public async Task Where_there_are_places_enough_nobody_needs_to_wait()
    {
        var (offer, slot, _, _) = await FullAsync();
        (await desk.Merchant.PatchAsync($"/v1/merchant/slots/{slot}", new { Capacity = 3 })).Expect(200);
        var member = await app.SignUpAsync();

        Assert.Equal(2, (await JoinAsync(member, slot, quantity: 2)).Expect(409, "places_left").Number("left"));
        (await JoinAsync(member, slot, quantity: 3)).Expect(201);
        (await OrderAsync(await app.SignUpAsync(), offer, slot)).Expect(201);
    }

    [Fact]
    public async Task Nobody_waits_for_what_begins_within_half_an_hour()
    {
        var (_, slot, _, _) = await FullAsync(minutes: 31);

        (await JoinAsync(await app.SignUpAsync(), slot)).Expect(201);
        app.Time.Advance(TimeSpan.FromMinutes(1));
        (await JoinAsync(await app.SignUpAsync(), slot)).Expect(422, "booking_closed");
    }

    [Fact]
    public async Task Who_waits_for_a_slot_that_is_cancelled_is_told()
    {
        var (offer, slot, holder, order) = await FullAsync();
        var (first, second) = (await app.SignUpAsync(), await app.SignUpAsync());
        (await JoinAsync(first, slot)).Expect(201);
        (await JoinAsync(second, slot)).Expect(201);
        (await CancelAsync(holder, order)).Expect(200);

        (await desk.Merchant.PostKeyedAsync($"/v1/merchant/slots/{slot}/cancel", new { Reason = "检修" })).Expect(200);
        Assert.Equal("closed", (await EntryAsync(second))["status"]!.GetValue<string>());
        await app.RunJobAsync("carry-out-slots");

        foreach (var member in new[] { first, second })
        {
            var notice = (await member.Caller.GetAsync("/v1/member/notices")).Expect(200).Data[0];
            Assert.Equal("slot_cancelled", notice["kind"]!.GetValue<string>());
            Assert.Contains("检修", notice["text"]!.GetValue<string>(), StringComparison.Ordinal);
        }

        Assert.Equal((0, 0), await CountsAsync(offer, slot));
    }

    [Fact]
    public async Task Of_fifty_who_wait_and_fifty_who_pass_by_the_first_who_waited_gets_the_place()
    {
        var (offer, slot, holder, order) = await FullAsync();
        var waiting = await Task.WhenAll(Enumerable.Range(0, Race.Runners).Select(_ => app.SignUpAsync()));
        var passing = await Task.WhenAll(Enumerable.Range(0, Race.Runners).Select(_ => app.SignUpAsync()));
        foreach (var member in waiting)
        {
            (await JoinAsync(member, slot)).Expect(201);
        }

        var cancelled = CancelAsync(holder, order);
        var answers = await Task.WhenAll(passing.Concat(waiting.Skip(1)).Select(member => OrderAsync(member, offer, slot)));

        (await cancelled).Expect(200);
        Assert.All(answers, answer => answer.Expect(422, "sold_out"));
        (await OrderAsync(waiting[0], offer, slot)).Expect(201);
        Assert.Equal((1, Race.Runners - 1), await CountsAsync(offer, slot));
    }

    [Fact]
    public async Task Of_places_that_are_freed_and_asked_for_at_once_none_is_given_twice()
    {
        var (offer, slot, holder, order) = await FullAsync(capacity: 4);
        var members = await Task.WhenAll(Enumerable.Range(0, Race.Runners).Select(_ => app.SignUpAsync()));

        var answers = await Race.RunAsync(number => number switch
        {
            0 => CancelAsync(holder, order),
            < 25 => JoinAsync(members[number], slot, quantity: 1 + (number % 2)),
            _ => OrderAsync(members[number], offer, slot),
        });

        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 201 || answer.Code is "sold_out" or "places_left", answer.Code));
        var ordered = answers[25..].Count(answer => answer.Status == 201);
        Assert.InRange(ordered, 0, 4);
        Assert.InRange((await CountsAsync(offer, slot)).Taken, ordered, 4);

        // Where everybody came before the cancellation, its places are still free: who comes now has them, and no more.
        foreach (var member in members[25..30])
        {
            var answer = await OrderAsync(member, offer, slot);
            Assert.True(answer.Status == 201 || answer.Code == "sold_out", answer.Code);
        }

        // A single place may be left that is too little for all who wait: it is theirs all the same, once there is another.
        var (taken, waiting) = await CountsAsync(offer, slot);
        Assert.True(taken == 4 || (taken == 3 && waiting > 0), $"{taken} of 4 places are taken, and {waiting} wait.");
    }

    /// <summary>A slot all of whose places one member has.</summary>
    private async Task<(string Offer, string Slot, Member Holder, string Order)> FullAsync(
        int capacity = 1, int? perDay = null, int minutes = 600)
    {
        var offer = await desk.PublishAsync(SupplyDesk.Free(perDay: perDay));
        var slot = await desk.MakeSlotAsync(offer, app.Time.GetUtcNow().AddMinutes(minutes), capacity);
        var holder = await app.SignUpAsync();
        var order = (await OrderAsync(holder, offer, slot, capacity)).Expect(201).Text("id");
        return (offer, slot, holder, order);
    }

    private static Task<Answer> OrderAsync(Member member, string offer, string slot, int quantity = 1) =>
        member.Caller.PostKeyedAsync("/v1/member/orders", new { OfferId = offer, SlotId = slot, Quantity = quantity, AcceptVersion = 1 });

    private static Task<Answer> JoinAsync(Member member, string slot, int quantity = 1) =>
        member.Caller.PostKeyedAsync("/v1/member/waiting", new { SlotId = slot, Quantity = quantity });

    private static Task<Answer> CancelAsync(Member member, string order) =>
        member.Caller.PostKeyedAsync($"/v1/member/orders/{order}/cancel", new { });

    private static async Task<JsonNode> EntryAsync(Member member) =>
        (await member.Caller.GetAsync("/v1/member/waiting")).Expect(200).Data[0];

    private async Task<(int Taken, int Waiting)> CountsAsync(string offer, string slot)
    {
        var seen = (await desk.Merchant.GetAsync($"/v1/merchant/offers/{offer}/slots")).Expect(200).Data
            .Single(one => one["id"]!.GetValue<string>() == slot);
        return (seen["taken"]!.GetValue<int>(), seen["waiting"]!.GetValue<int>());
    }
}

public sealed class WaitingOnSqlite(SqliteApp app) : WaitingTests<SqliteApp>(app);

public sealed class WaitingOnPostgres(PostgresApp app) : WaitingTests<PostgresApp>(app.OrSkip());
