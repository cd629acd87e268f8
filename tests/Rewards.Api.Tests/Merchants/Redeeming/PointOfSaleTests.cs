using System.Text.Json.Nodes;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Merchants.Redeeming;

/// <summary>Where, at which terminal and by whom a purchase was rung up: optional, in the merchant's own words.</summary>
public abstract class PointOfSaleTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    [Fact]
    public async Task What_a_till_says_about_itself_comes_back_byte_for_byte()
    {
        var till = app.Till();
        var redeemed = (await RedeemAsync(new JsonObject
        {
            ["store"] = "云龙 é",
            ["terminal"] = "till-2",
            ["cashier"] = "17",
            ["metadata"] = new JsonObject { ["receipt"] = "A/0007", ["Note"] = "" },
        })).Expect(201);

        foreach (var answer in new[] { redeemed, await till.GetAsync(redeemed), await till.CaptureAsync(redeemed) })
        {
            Assert.Equal("云龙 é", answer.Text("store"));
            Assert.Equal("till-2", answer.Text("terminal"));
            Assert.Equal("17", answer.Text("cashier"));
            Assert.Equal("""{"receipt":"A/0007","Note":""}""", answer["metadata"]!.ToJsonString());
        }
    }

    [Fact]
    public async Task A_till_that_says_nothing_gets_nothing_back()
    {
        var redeemed = (await RedeemAsync([])).Expect(201);

        Assert.Null(redeemed["store"]);
        Assert.Null(redeemed["terminal"]);
        Assert.Null(redeemed["cashier"]);
        Assert.Empty(redeemed["metadata"]!.AsObject());
    }

    [Theory]
    [InlineData("store=East", 2)]
    [InlineData("store=East&terminal=1", 1)]
    [InlineData("cashier=Li", 1)]
    [InlineData("store=East&cashier=Wang&status=held", 1)]
    [InlineData("store=east", 0)]
    public async Task Redemptions_are_found_by_store_terminal_and_cashier(string filter, int count)
    {
        var from = app.Time.GetUtcNow().AddSeconds(1);
        app.Time.Advance(TimeSpan.FromSeconds(2));
        await RedeemAsync(new JsonObject { ["store"] = "East", ["terminal"] = "1", ["cashier"] = "Wang" });
        await RedeemAsync(new JsonObject { ["store"] = "East", ["terminal"] = "2", ["cashier"] = "Li" });
        await RedeemAsync(new JsonObject { ["store"] = "West", ["terminal"] = "1" });

        var found = (await app.Till().Caller.GetAsync(
            $"/v1/redemptions?from={from:yyyy-MM-dd'T'HH:mm:ss'Z'}&{filter}")).Expect(200);

        Assert.Equal(count, found.Data.Count);
        Assert.NotNull(found["totals"]);
    }

    [Theory]
    [InlineData("store", 64, true)]
    [InlineData("store", 65, false)]
    [InlineData("terminal", 65, false)]
    [InlineData("cashier", 0, false)]
    public async Task A_place_has_1_to_64_characters(string field, int length, bool isTaken) =>
        Says(await RedeemAsync(new JsonObject { [field] = new string('x', length) }), isTaken, field);

    [Theory]
    [InlineData(10, 40, 200, true)]
    [InlineData(11, 40, 200, false)]
    [InlineData(1, 41, 200, false)]
    [InlineData(1, 40, 201, false)]
    public async Task Metadata_are_few_and_short(int pairs, int name, int value, bool isTaken)
    {
        var metadata = new JsonObject(Enumerable.Range(0, pairs).Select(at => KeyValuePair.Create(
            at.ToString("D2", null) + new string('n', name - 2), (JsonNode?)new string('v', value))));

        Says(await RedeemAsync(new JsonObject { ["metadata"] = metadata }), isTaken, "metadata");
    }

    [Theory]
    [InlineData("""{"":"empty name"}""")]
    [InlineData("""{"none":null}""")]
    [InlineData("""{"number":1}""")]
    [InlineData("""{"twice":"a","twice":"b"}""")]
    [InlineData("[]")]
    public async Task Metadata_are_pairs_of_texts(string metadata)
    {
        var member = await app.SignUpAsync();
        var body = $$"""
            {"member_id":"{{member.Id}}","order_no":"{{Caller.NewKey()}}","metadata":{{metadata}},
             "items":[{"name":"x","quantity":1,"unit_price_fen":100}]}
            """;

        (await app.Till().Caller.PostKeyedAsync("/v1/redemptions", body)).Expect(400);
    }

    private static void Says(Answer answer, bool isTaken, string field)
    {
        if (isTaken)
        {
            answer.Expect(201);
            return;
        }

        Assert.NotNull(answer.Expect(400, "validation_failed")["errors"]![field]);
    }

    private async Task<Answer> RedeemAsync(JsonObject pointOfSale)
    {
        var member = await app.SignUpAsync();
        pointOfSale["member_id"] = member.Id;
        pointOfSale["order_no"] = Caller.NewKey();
        pointOfSale["items"] = new JsonArray(
            new JsonObject { ["name"] = "x", ["quantity"] = 1, ["unit_price_fen"] = 1000 });
        return await app.Till().Caller.PostKeyedAsync("/v1/redemptions", pointOfSale.ToJsonString());
    }
}

public sealed class PointOfSaleOnSqlite(SqliteApp app) : PointOfSaleTests<SqliteApp>(app);

public sealed class PointOfSaleOnPostgres(PostgresApp app) : PointOfSaleTests<PostgresApp>(app.OrSkip());
