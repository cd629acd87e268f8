using System.Text.Json.Nodes;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Culture.FindingOffers;

public abstract class FindingOffersTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private static readonly DateTimeOffset Tomorrow = RewardsApp.Start.AddDays(1);

    private readonly SupplyDesk desk = new(app);

    [Theory]
    [InlineData("景", "风景讲座")]
    [InlineData("电影", "电影票")]
    [InlineData("3d", "3D 影展")]
    [InlineData("３Ｄ", "3D 影展")]
    [InlineData("晨 练", "晨光里练字")]
    public async Task One_character_is_enough_and_forms_do_not_matter(string query, string title)
    {
        var offer = await desk.PublishAsync(SupplyDesk.Free(title));

        Assert.Contains(offer, Ids(await FindAsync("q=" + Uri.EscapeDataString(query))));
        Assert.DoesNotContain(offer, Ids(await FindAsync("q=" + Uri.EscapeDataString("没有的词"))));
    }

    [Fact]
    public async Task The_tower_and_the_theatre_are_both_found_by_what_they_share()
    {
        var found = await FindAsync("q=" + Uri.EscapeDataString("神农"));

        Assert.Superset(
            new HashSet<string> { "神农塔登塔票", "话剧《窑火》" },
            found.Data.Select(offer => offer["title"]!.GetValue<string>()).ToHashSet());
    }

    [Fact]
    public async Task A_title_comes_before_a_tag_and_what_can_be_booked_before_what_can_not()
    {
        var tagged = await desk.PublishAsync(new { Kind = "slot", Title = "乙", PriceFen = 0, Unit = "位", Payment = "free", Tags = new[] { "排序词" } });
        var (later, over) = (await desk.PublishAsync(SupplyDesk.Free("排序词一")), await desk.PublishAsync(SupplyDesk.Free("排序词二")));
        await desk.MakeSlotAsync(tagged, Tomorrow);
        await desk.MakeSlotAsync(later, Tomorrow.AddDays(1));

        Assert.Equal([later, over, tagged], Ids(await FindAsync("q=" + Uri.EscapeDataString("排序词"))));
    }

    [Fact]
    public async Task Filters_choose_by_day_price_place_and_whether_it_can_be_booked()
    {
        var offer = await desk.PublishAsync(SupplyDesk.Free("筛选词"));
        var slot = await desk.MakeSlotAsync(offer, Tomorrow, capacity: 1);
        const string Word = "q=%E7%AD%9B%E9%80%89%E8%AF%8D&";

        Assert.Equal([offer], Ids(await FindAsync(Word + "on=2026-11-24&free=true&available=true&supply=public&category=public")));
        Assert.Empty(Ids(await FindAsync(Word + "on=2026-11-25")));
        Assert.Empty(Ids(await FindAsync(Word + "free=false")));
        Assert.Empty(Ids(await FindAsync(Word + "supply=market")));
        (await desk.Merchant.PatchAsync("/v1/merchant/slots/" + slot, new { WalkInPlaces = 1 })).Expect(200);
        Assert.Empty(Ids(await FindAsync(Word + "available=true")));
        Assert.Equal("sold_out", (await FindAsync(Word + "available=false")).Data.Single()["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task Who_is_signed_in_reads_what_their_points_save()
    {
        var film = new SupplyDesk(app, "rk_test_cinema");
        var offer = await film.PublishAsync(SupplyDesk.Paid("省钱片", 2599));
        var member = await app.SignUpAsync();

        var mine = (await member.Caller.GetAsync("/v1/offers/" + offer)).Expect(200);

        Assert.Equal((1340, 134, 1259), (mine.Number("saves_fen"), mine["quote"]!["points"]!.GetValue<long>(), mine["quote"]!["cash_fen"]!.GetValue<long>()));
        Assert.Contains(mine["quote"]!["limits"]!.AsArray(), limit => limit!["rule"]!.GetValue<string>() == "cash_floor_per_unit" && limit["binding"]!.GetValue<bool>());
        Assert.Null((await app.Caller(null).GetAsync("/v1/offers/" + offer)).Expect(200)["saves_fen"]);
        Assert.Equal(0, (await member.Caller.GetAsync("/v1/offers/" + await desk.PublishAsync())).Number("saves_fen"));
    }

    [Fact]
    public async Task A_credential_that_is_none_of_a_members_is_refused() =>
        (await app.Caller("rk_test_bookshop").GetAsync("/v1/offers")).Expect(401, "credential_invalid");

    [Fact]
    public async Task Pages_show_every_offer_once()
    {
        foreach (var number in Enumerable.Range(0, 7))
        {
            await desk.PublishAsync(SupplyDesk.Free($"翻页词{number}"));
        }

        var read = new List<string>();
        var cursor = "";
        while (cursor is not null)
        {
            var page = await FindAsync($"q=%E7%BF%BB%E9%A1%B5%E8%AF%8D&sort=new&limit=3{cursor}");
            read.AddRange(Ids(page));
            cursor = page["next_cursor"] is { } next ? "&cursor=" + next : null;
        }

        Assert.Equal((7, 7), (read.Count, read.Distinct().Count()));
    }

    [Fact]
    public async Task The_cheapest_come_first_when_asked_for()
    {
        var film = new SupplyDesk(app, "rk_test_cinema");
        var (dear, cheap) = (await film.PublishAsync(SupplyDesk.Paid("价格词甲", 9000)), await film.PublishAsync(SupplyDesk.Paid("价格词乙", 3000)));

        Assert.Equal([cheap, dear], Ids(await FindAsync("sort=price&q=" + Uri.EscapeDataString("价格词"))));
    }

    [Fact]
    public async Task A_suspended_merchants_offers_are_not_there_until_it_is_active_again()
    {
        var merchant = (await app.Operator().PostAsync(
            "/v1/operator/merchants", new { Name = new { Zh = "停业馆", En = "Closed Hall" }, Category = "public" })).Expect(201).Text("id");
        var key = (await app.Operator().PostAsync(
            $"/v1/operator/merchants/{merchant}/keys", new { Scopes = new[] { "offers" } })).Expect(201).Text("key");
        var offer = await new SupplyDesk(app, key).PublishAsync();

        (await app.Operator().PatchAsync("/v1/operator/merchants/" + merchant, new { Status = "suspended" })).Expect(200);
        (await app.Caller(null).GetAsync("/v1/offers/" + offer)).Expect(404);
        (await app.Operator().PatchAsync("/v1/operator/merchants/" + merchant, new { Status = "active" })).Expect(200);

        (await app.Caller(null).GetAsync("/v1/offers/" + offer)).Expect(200);
    }

    [Theory]
    [InlineData("on=2026-11-24&from=2026-11-24", "on")]
    [InlineData("on=tomorrow", "on")]
    [InlineData("sort=best", "sort")]
    [InlineData("category=opera", "category")]
    [InlineData("free=maybe", "free")]
    [InlineData("available=%20", "available")]
    [InlineData("from=2026-11-25&to=2026-11-24", "from")]
    public async Task What_can_not_be_meant_is_refused_by_its_name(string query, string field)
    {
        var refused = (await app.Caller(null).GetAsync("/v1/offers?" + query)).Expect(400, "validation_failed");

        Assert.Equal(field, Assert.Single(refused["errors"]!.AsObject()).Key);
    }

    [Fact]
    public async Task An_offer_to_be_published_later_is_seen_from_then_on()
    {
        var offer = await desk.PublishAsync(new
        {
            Kind = "slot",
            Title = "以后",
            PriceFen = 0,
            Unit = "位",
            Payment = "free",
            PublishAt = app.Time.GetUtcNow().AddHours(1),
        });
        (await app.Caller(null).GetAsync("/v1/offers/" + offer)).Expect(404);
        Assert.Equal("upcoming", (await desk.Merchant.GetAsync("/v1/merchant/offers/" + offer)).Text("state"));

        app.Time.Advance(TimeSpan.FromHours(1));

        (await app.Caller(null).GetAsync("/v1/offers/" + offer)).Expect(200);
    }

    private async Task<Answer> FindAsync(string query)
    {
        await app.UntilAllNodesKnowAsync();
        return (await app.Caller(null).GetAsync("/v1/offers?" + query + (query.Contains("limit=", StringComparison.Ordinal) ? "" : "&limit=100"))).Expect(200);
    }

    private static IEnumerable<string> Ids(Answer found) => found.Data.Select((JsonNode offer) => offer["id"]!.GetValue<string>());
}

public sealed class FindingOffersOnSqlite(SqliteApp app) : FindingOffersTests<SqliteApp>(app);

public sealed class FindingOffersOnPostgres(PostgresApp app) : FindingOffersTests<PostgresApp>(app.OrSkip());
