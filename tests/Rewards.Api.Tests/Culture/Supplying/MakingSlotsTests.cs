using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.Supplying;

public abstract class MakingSlotsTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private static readonly DateTimeOffset Tomorrow = RewardsApp.Start.AddDays(1);

    private readonly SupplyDesk desk = new(app);

    [Fact]
    public async Task A_slot_that_is_there_is_left_alone()
    {
        var offer = await desk.PublishAsync();
        var slot = await desk.MakeSlotAsync(offer, Tomorrow, capacity: 4);

        var again = (await desk.MakeSlotsAsync(offer, SupplyDesk.Slot(Tomorrow, 9), SupplyDesk.Slot(Tomorrow.AddHours(1)))).Expect(201);

        Assert.Equal((1, 1), (again.Data.Count, again["existing"]!.AsArray().Count));
        Assert.Equal((slot, 4), (again["existing"]![0]!["id"]!.GetValue<string>(), again["existing"]![0]!["capacity"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Two_slots_in_one_place_at_one_time_clash()
    {
        var venue = await VenueAsync();
        var (one, other) = (await OfferAtAsync(venue), await OfferAtAsync(venue));
        (await desk.MakeSlotsAsync(one, SupplyDesk.Slot(Tomorrow, 1, "1号场"))).Expect(201);

        var made = (await desk.MakeSlotsAsync(
            other,
            SupplyDesk.Slot(Tomorrow.AddMinutes(59), 1, "1号场"),
            SupplyDesk.Slot(Tomorrow.AddMinutes(60), 1, "1号场"),
            SupplyDesk.Slot(Tomorrow, 1, "2号场"))).Expect(201);

        Assert.Equal(2, made.Data.Count);
        Assert.Equal("1号场", Assert.Single(made["clashes"]!.AsArray())!["resource"]!.GetValue<string>());
    }

    [Fact]
    public async Task Of_50_makers_of_one_slot_one_makes_it()
    {
        var offer = await desk.PublishAsync();

        var answers = await Race.RunAsync(_ => desk.MakeSlotsAsync(offer, SupplyDesk.Slot(Tomorrow)));

        Assert.Equal(1, answers.Sum(answer => answer.Expect(201).Data.Count));
    }

    [Fact]
    public async Task Capacity_may_change_and_walk_ins_keep_places()
    {
        var offer = await desk.PublishAsync();
        var slot = await desk.MakeSlotAsync(offer, Tomorrow, capacity: 4);

        var changed = (await desk.Merchant.PatchAsync("/v1/merchant/slots/" + slot, new { Capacity = 6, WalkInPlaces = 2 })).Expect(200);
        Assert.Equal((6, 4), (changed.Number("capacity"), changed.Number("left")));

        (await desk.Merchant.PatchAsync("/v1/merchant/slots/" + slot, new { Capacity = 2 })).Expect(200);
        Assert.Equal(0, (await desk.Merchant.PatchAsync("/v1/merchant/slots/" + slot, new { Capacity = 1 })).Expect(409, "capacity_below_taken").Number("taken"));
    }

    [Fact]
    public async Task A_cancelled_slot_says_why_and_changes_no_more()
    {
        var offer = await desk.PublishAsync();
        var slot = await desk.MakeSlotAsync(offer, Tomorrow);

        (await desk.Merchant.PostKeyedAsync($"/v1/merchant/slots/{slot}/cancel", new { Reason = "检修" })).Expect(200);

        var shown = (await app.Caller(null).GetAsync($"/v1/offers/{offer}/slots")).Expect(200).Data.Single();
        Assert.Equal(("cancelled", "检修"), (shown["state"]!.GetValue<string>(), shown["cancel_reason"]!.GetValue<string>()));
        (await desk.Merchant.PostKeyedAsync($"/v1/merchant/slots/{slot}/cancel", new { Reason = "又" })).Expect(409, "slot_state");
        (await desk.Merchant.PatchAsync("/v1/merchant/slots/" + slot, new { Capacity = 9 })).Expect(409, "slot_state");
    }

    [Fact]
    public async Task Slots_begin_in_the_future_end_after_they_begin_and_belong_to_no_goods()
    {
        var offer = await desk.CreateAsync();
        var book = await new SupplyDesk(app, "rk_test_bookshop_online").CreateAsync(
            new { Kind = "goods", Title = "书", PriceFen = 100, Unit = "本", Payment = "at_venue", Stock = 3 });

        var past = (await desk.MakeSlotsAsync(offer, SupplyDesk.Slot(Tomorrow), SupplyDesk.Slot(RewardsApp.Start.AddHours(-1)))).Expect(400, "validation_failed");
        Assert.Equal("slots[1].starts_at", Assert.Single(past["errors"]!.AsObject()).Key);
        (await desk.MakeSlotsAsync(offer, SupplyDesk.Slot(Tomorrow, minutes: 0))).Expect(400, "validation_failed");
        var hole = (await desk.MakeSlotsAsync(offer, SupplyDesk.Slot(Tomorrow), null!)).Expect(400, "validation_failed");
        Assert.Equal("slots[1]", Assert.Single(hole["errors"]!.AsObject()).Key);
        (await new SupplyDesk(app, "rk_test_bookshop_online").MakeSlotsAsync(book, SupplyDesk.Slot(Tomorrow))).Expect(422, "offer_without_slots");
    }

    [Fact]
    public async Task A_slot_of_its_own_price_is_free_exactly_where_the_offer_is()
    {
        var (free, film) = (await desk.PublishAsync(), new SupplyDesk(app, "rk_test_cinema"));
        var paid = await film.PublishAsync(SupplyDesk.Paid("片", 5000));
        var slot = await film.MakeSlotAsync(paid, Tomorrow);
        object Priced(long fen) => new { StartsAt = Tomorrow, EndsAt = Tomorrow.AddHours(1), Capacity = 1, PriceFen = fen };

        var refused = (await desk.MakeSlotsAsync(free, Priced(1))).Expect(400, "validation_failed");
        Assert.Equal("slots[0].price_fen", Assert.Single(refused["errors"]!.AsObject()).Key);
        (await film.Merchant.PatchAsync("/v1/merchant/slots/" + slot, new { PriceFen = 0 })).Expect(400, "validation_failed");
        Assert.Equal(3900, (await film.Merchant.PatchAsync("/v1/merchant/slots/" + slot, new { PriceFen = 3900 })).Expect(200).Number("price_fen"));
    }

    [Fact]
    public async Task Five_hundred_slots_are_made_at_once_and_read_page_by_page_while_more_are_added()
    {
        var offer = await desk.PublishAsync();
        (await desk.MakeSlotsAsync(offer, [.. Enumerable.Range(0, 500).Select(at => SupplyDesk.Slot(Tomorrow.AddHours(at)))])).Expect(201);
        var read = new List<string>();
        var cursor = "";

        while (cursor is not null)
        {
            var page = (await app.Caller(null).GetAsync($"/v1/offers/{offer}/slots?limit=100{cursor}")).Expect(200);
            read.AddRange(page.Data.Select(slot => slot["id"]!.GetValue<string>()));
            cursor = page["next_cursor"] is { } next ? "&cursor=" + next : null;
            await desk.MakeSlotAsync(offer, Tomorrow.AddMinutes(read.Count + 1));
        }

        Assert.Equal(read.Count, read.Distinct().Count());
        Assert.InRange(read.Count, 500, 506);
    }

    private async Task<string> VenueAsync()
    {
        var sample = (await app.Caller(null).GetAsync("/v1/offers?limit=100&supply=public")).Expect(200).Data;
        return sample.Select(offer => offer["venue"]).First(venue => venue is not null)!["id"]!.GetValue<string>();
    }

    private Task<string> OfferAtAsync(string venue) => desk.PublishAsync(new
    {
        Kind = "slot",
        Title = "球场",
        PriceFen = 0,
        Unit = "小时",
        Payment = "free",
        VenueId = venue,
    });
}

public sealed class MakingSlotsOnSqlite(SqliteApp app) : MakingSlotsTests<SqliteApp>(app);

public sealed class MakingSlotsOnPostgres(PostgresApp app) : MakingSlotsTests<PostgresApp>(app.OrSkip());
