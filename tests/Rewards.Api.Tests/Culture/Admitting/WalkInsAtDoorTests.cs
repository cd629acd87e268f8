using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.Admitting;

/// <summary>Who comes without an order.</summary>
public abstract class WalkInsAtDoorTests<TApp>(TApp app) : AtTheDoor<TApp>(app)
    where TApp : RewardsApp
{
    [Fact]
    public async Task Who_comes_without_an_order_takes_what_nobody_has()
    {
        var (slot, _, _) = await OrderAsync(Court(), quantity: 2);

        Assert.Equal(1, (await WalkInAsync(slot, 1, 4)).Expect(201).Number("left"));
        Assert.Contains("people", (await WalkInAsync(slot, 1, 5)).Expect(400, "validation_failed")["errors"]!.AsObject().Select(field => field.Key));
        Assert.Equal(1, (await WalkInAsync(slot, 2, 2)).Expect(422, "no_place_left").Number("left"));
        (await WalkInAsync(slot, 1, 1)).Expect(201);

        var door = await DoorAsync(slot);
        Assert.Equal((2, 5, 0), (door.Number("walk_in_places"), door.Number("walk_ins"), door.Number("left")));
        var member = await App.SignUpAsync();
        (await BookAsync(member, await OfferOfAsync(slot), slot)).Expect(422, "sold_out");
    }

    [Fact]
    public async Task Fewer_places_than_walk_ins_took_can_not_be_kept_for_them()
    {
        var (slot, _, _) = await OrderAsync(Court());
        (await WalkInAsync(slot, 2, 2)).Expect(201);

        (await KeepAsync(slot, 1)).Expect(409, "capacity_below_taken");
        (await KeepAsync(slot, 2)).Expect(200);
        (await KeepAsync(slot, 3)).Expect(200);
        (await KeepAsync(slot, 4)).Expect(409, "capacity_below_taken");
        (await BookAsync(await App.SignUpAsync(), await OfferOfAsync(slot), slot)).Expect(422, "sold_out");
        (await WalkInAsync(slot, 1, 1)).Expect(201);
    }

    [Fact]
    public async Task Places_that_nobody_came_for_go_to_walk_ins_and_a_late_scan_still_lets_in()
    {
        var (slot, _, order) = await OrderAsync(Court(), quantity: 4);
        var (ticket, code) = TicketOf(order, 0);
        Assert.Equal(0, (await WalkInAsync(slot, 1, 1)).Expect(422, "no_place_left").Number("left"));

        // 20 minutes to the start, and 15 after it.
        App.Time.Advance(TimeSpan.FromMinutes(35));

        Assert.Equal((4, 4), ((await DoorAsync(slot)).Number("missed"), (await DoorAsync(slot)).Number("left")));
        (await WalkInAsync(slot, 4, 9)).Expect(201);
        (await AdmitAsync([ticket], code)).Expect(201);
        var door = await DoorAsync(slot);
        Assert.Equal((1, 4, 0), (door.Number("used"), door.Number("walk_in_places"), door.Number("left")));
        (await WalkInAsync(slot, 1, 1)).Expect(422, "no_place_left");
    }

    [Fact]
    public async Task Fifty_parties_and_orders_at_once_take_no_place_twice()
    {
        var offer = await Desk.PublishAsync(Court());
        var slot = await Desk.MakeSlotAsync(offer, Soon, 10);
        var members = await Task.WhenAll(Enumerable.Range(0, Race.Runners).Select(_ => App.SignUpAsync()));

        var answers = await Race.RunAsync(number =>
            number % 2 == 0 ? WalkInAsync(slot, 1, 2) : BookAsync(members[number], offer, slot));

        Assert.Equal(10, answers.Count(answer => answer.Status == 201));
        Assert.Equal(40, answers.Count(answer => answer.Code is "sold_out" or "no_place_left"));
        var door = await DoorAsync(slot);
        Assert.Equal((10, 0), (door.Number("taken") + door.Number("walk_in_places"), door.Number("left")));
        Assert.Equal(2 * door.Number("walk_in_places"), door.Number("walk_ins"));
    }

    [Fact]
    public async Task After_the_release_50_parties_get_the_places_that_are_free()
    {
        var (slot, _, _) = await OrderAsync(Court(), quantity: 4);
        App.Time.Advance(TimeSpan.FromMinutes(35));

        var answers = await Race.RunAsync(_ => WalkInAsync(slot, 1, 1));

        Assert.Equal((4, 46), (answers.Count(answer => answer.Status == 201), answers.Count(answer => answer.Code == "no_place_left")));
    }
}

public sealed class WalkInsAtDoorOnSqlite(SqliteApp app) : WalkInsAtDoorTests<SqliteApp>(app);

public sealed class WalkInsAtDoorOnPostgres(PostgresApp app) : WalkInsAtDoorTests<PostgresApp>(app.OrSkip());
