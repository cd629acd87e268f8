using System.Text;
using System.Text.Json.Nodes;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Http;

/// <summary>A body is as the documents describe it, or it is refused and says where.</summary>
public abstract class StrictRequestTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private const string Good =
        """{"member_id":"MEMBER","order_no":"1","items":[{"name":"a","quantity":1,"unit_price_fen":100}],"points":1}""";

    private readonly Caller till = app.Till().Caller;

    [Theory]
    [InlineData("\"order_no\":\"1\"", "\"order_no\":\"1\",\"extra\":1", "extra is not a field of this request.")]
    [InlineData("\"order_no\":\"1\"", "\"order_no\":\"1\",\"order_no\":\"2\"", "order_no is there twice.")]
    [InlineData("\"order_no\":\"1\"", "\"Order_No\":\"1\"", "Order_No is not a field of this request.")]
    [InlineData("\"order_no\":\"1\",", "", "The body lacks required fields: order_no.")]
    [InlineData("\"quantity\":1,", "", "items[0] lacks required fields: quantity.")]
    [InlineData("\"quantity\":1", "\"quantity\":\"1\"", "items[0].quantity has the wrong type or is out of range.")]
    [InlineData("\"quantity\":1", "\"quantity\":1.5", "items[0].quantity has the wrong type or is out of range.")]
    [InlineData(
        "\"quantity\":1",
        "\"quantity\":99999999999999999999",
        "items[0].quantity has the wrong type or is out of range.")]
    [InlineData("\"quantity\":1", "\"quantity\":null", "items[0].quantity has the wrong type or is out of range.")]
    [InlineData("\"order_no\":\"1\"", "\"order_no\":null", "order_no must not be null.")]
    [InlineData("\"points\":1}", "\"points\":1", "The body is not valid JSON: line 1, byte 105.")]
    public async Task A_request_that_is_not_as_described_is_refused_and_says_where(
        string good, string bad, string detail)
    {
        var answer = await till.PostKeyedAsync("/v1/redemptions", Good.Replace(good, bad, StringComparison.Ordinal));

        Assert.Equal(detail, answer.Expect(400, "malformed_request").Text("detail"));
    }

    [Theory]
    [InlineData("\"quantity\":1", "\"quantity\":0", "items[0].quantity")]
    [InlineData("\"unit_price_fen\":100", "\"unit_price_fen\":-1", "items[0].unit_price_fen")]
    [InlineData("\"unit_price_fen\":100", "\"unit_price_fen\":1000000001", "items[0].unit_price_fen")]
    [InlineData("\"quantity\":1,\"unit_price_fen\":100", "\"quantity\":1000,\"unit_price_fen\":1000001", "items")]
    [InlineData("\"name\":\"a\"", "\"name\":\"\"", "items[0].name")]
    [InlineData("\"points\":1", "\"points\":-1", "points")]
    [InlineData("\"order_no\":\"1\"", "\"order_no\":\"\"", "order_no")]
    [InlineData("\"order_no\":\"1\"", "\"order_no\":\"订单\"", "order_no")]
    [InlineData("\"items\":[{\"name\":\"a\",\"quantity\":1,\"unit_price_fen\":100}]", "\"items\":[]", "items")]
    [InlineData("\"items\":[", "\"items\":[null,", "items[0]")]
    public async Task A_value_out_of_range_is_named_by_its_path(string good, string bad, string path)
    {
        var answer = (await till.PostKeyedAsync("/v1/redemptions", Good.Replace(good, bad, StringComparison.Ordinal)))
            .Expect(400, "validation_failed");

        Assert.Contains(path, answer["errors"]!.AsObject().Select(error => error.Key));
    }

    [Theory]
    [InlineData(100, 404)]
    [InlineData(101, 400)]
    public async Task A_purchase_has_at_most_100_lines(int lines, int status)
    {
        var items = string.Join(',', Enumerable.Repeat("""{"name":"a","quantity":1,"unit_price_fen":100}""", lines));

        var answer = await till.PostKeyedAsync(
            "/v1/redemptions", $$"""{"member_id":"nobody","order_no":"1","items":[{{items}}]}""");

        answer.Expect(status);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("category")]
    [InlineData("status")]
    public async Task Null_changes_nothing_about_a_merchant_and_is_refused(string member)
    {
        var admin = app.Operator();
        var before = (await admin.GetAsync("/v1/operator/merchants")).Data[0];

        var answer = await admin.PatchAsync(
            $"/v1/operator/merchants/{before["id"]}", $$"""{"{{member}}":null}""");

        Assert.Equal($"{member} must not be null.", answer.Expect(400, "malformed_request").Text("detail"));
        Assert.True(JsonNode.DeepEquals(before, (await admin.GetAsync("/v1/operator/merchants")).Data[0]));
    }

    [Theory]
    [InlineData("capture")]
    [InlineData("release")]
    public async Task A_body_may_be_left_out_but_the_word_null_is_none(string act)
    {
        var held = (await app.Till().RedeemAsync(await app.SignUpAsync(), 8800)).Expect(201);
        var path = $"/v1/redemptions/{held.Text("id")}/{act}";

        (await till.PostKeyedAsync(path, "null")).Expect(400, "malformed_request");
        Assert.Equal("held", (await app.Till().GetAsync(held)).Text("status"));
        (await till.PostKeyedAsync(path, "")).Expect(200);
    }

    [Theory]
    [InlineData("/v1/quotes")]
    [InlineData("/v1/redemptions")]
    [InlineData("/v1/redemptions/any/refunds")]
    public async Task A_body_that_is_needed_must_not_be_null(string path) =>
        (await till.PostKeyedAsync(path, "null")).Expect(400, "malformed_request");

    [Fact]
    public async Task A_quote_with_a_line_that_is_null_is_refused()
    {
        var answer = (await till.PostAsync(
            "/v1/quotes", """{"member_id":"x","items":[{"name":"a","quantity":1,"unit_price_fen":1},null]}"""))
                .Expect(400, "validation_failed");

        Assert.Contains("items[1]", answer["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task Messages_use_the_names_of_the_JSON()
    {
        var clock =
            (await app.Caller(null).PostAsync("/sandbox/clock", new { AdvanceSeconds = 9_000_000_000 })).Expect(400);
        var query = (await app.Operator().GetAsync("/v1/operator/members?query=" + new string('x', 201))).Expect(400);

        Assert.Equal(
            "must be from -1000000000 to 3000000000", clock["errors"]!["advance_seconds"]![0]!.GetValue<string>());
        Assert.Equal("must have at most 200 characters", query["errors"]!["query"]![0]!.GetValue<string>());
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_merchants_name_is_not_blank_and_not_too_long(string? name)
    {
        var body = new { Name = new { Zh = name ?? new string('x', 101), En = "A" }, Category = "book" };

        var answer = (await app.Operator().PostAsync("/v1/operator/merchants", body)).Expect(400, "validation_failed");

        Assert.Contains("name.zh", answer["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task Only_JSON_is_understood()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/quotes")
        {
            Content = new StringContent("a=b", Encoding.UTF8, "text/plain"),
        };

        (await till.SendAsync(request)).Expect(415, "media_type_unsupported");
    }

    [Fact]
    public async Task Where_a_body_stops_being_JSON_is_counted_from_1()
    {
        var answer = await till.PostAsync("/v1/quotes", "{\n  \"items\": [}");

        Assert.Equal("The body is not valid JSON: line 2, byte 13.", answer.Expect(400).Text("detail"));
    }
}

public sealed class StrictRequestsOnSqlite(SqliteApp app) : StrictRequestTests<SqliteApp>(app);

public sealed class StrictRequestsOnPostgres(PostgresApp app) : StrictRequestTests<PostgresApp>(app.OrSkip());
