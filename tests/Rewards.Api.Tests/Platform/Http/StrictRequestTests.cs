using System.Text;
using System.Text.Json.Nodes;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Http;

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

    [Theory]
    [InlineData("z")]
    [InlineData("====")]
    [InlineData("%C3%A9")]
    [InlineData("AAAA")]
    public async Task What_is_no_cursor_is_refused_on_every_list(string cursor)
    {
        var (member, someone) = ((await app.SignUpAsync()).Caller, app.Operator());
        string[] ofMember = ["/v1/member/entries", "/v1/member/redemptions", "/v1/member/invitations"];
        string[] ofOperator =
        [
            "/v1/operator/members",
            "/v1/operator/merchants",
            "/v1/operator/audit",
            "/v1/operator/jobs/purge/runs",
            "/v1/operator/programme/versions",
        ];

        var answers = new List<Answer> { await till.GetAsync("/v1/redemptions?cursor=" + cursor) };
        answers.AddRange(await Task.WhenAll(ofMember.Select(list => member.GetAsync($"{list}?cursor={cursor}"))));
        answers.AddRange(await Task.WhenAll(ofOperator.Select(list => someone.GetAsync($"{list}?cursor={cursor}"))));

        Assert.All(answers, answer => answer.Expect(400, "cursor_invalid"));
    }

    [Theory]
    [InlineData("/v1/member/check-ins?month=", "month")]
    [InlineData("/v1/member/check-ins?month=2026-13", "month")]
    public async Task A_month_is_a_month(string path, string named)
    {
        var answer = (await (await app.SignUpAsync()).Caller.GetAsync(path)).Expect(400, "validation_failed");

        Assert.Contains(named, answer["errors"]!.AsObject().Select(error => error.Key));
    }

    [Theory]
    [InlineData("Tue, 24 Nov 2026 10:00:00 GMT", 400)]
    [InlineData("24T11", 400)]
    [InlineData("", 400)]
    [InlineData("2026-11-24T10:00:00Z", 200)]
    [InlineData("2026-11-24T10:00:00.123+08:00", 200)]
    [InlineData("2026-11-24T10:00", 200)]
    [InlineData("2026-11-24", 200)]
    public async Task A_period_is_written_in_ISO_8601(string from, int status) =>
        (await till.GetAsync("/v1/redemptions?from=" + Uri.EscapeDataString(from))).Expect(status);

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
    public async Task Unknown_paths_and_methods_have_problems_of_their_own()
    {
        (await till.GetAsync("/v1/nothing")).Expect(404, "not_found");
        (await till.DeleteAsync("/v1/quotes")).Expect(405, "method_not_allowed");
    }

    [Theory]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", "未找到")]
    [InlineData("en-GB", "Not found")]
    [InlineData("fr", "Not found")]
    [InlineData("en;q=0.1, zh;q=0.9", "未找到")]
    [InlineData(null, "Not found")]
    public async Task The_title_is_in_the_readers_language(string? language, string title)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/v1/nothing");
        request.Headers.TryAddWithoutValidation("Accept-Language", language);

        var answer = await till.SendAsync(request);

        Assert.Equal(title, answer.Text("title"));
    }

    [Fact]
    public async Task A_problem_has_the_id_of_its_request_which_the_caller_may_bring()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/v1/nothing");
        request.Headers.Add("X-Request-Id", "mine-42");

        var answer = await till.SendAsync(request);

        Assert.Equal("mine-42", answer.Text("request_id"));
        Assert.Equal("mine-42", Assert.Single(answer.Response.Headers.GetValues("X-Request-Id")));
        Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task An_answer_that_comes_from_an_exception_has_the_same_headers()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/v1/redemptions?limit=0");
        request.Headers.Add("X-Request-Id", "mine-43");

        var answer = (await till.SendAsync(request)).Expect(400);

        Assert.Equal("mine-43", Assert.Single(answer.Response.Headers.GetValues("X-Request-Id")));
        Assert.Equal("nosniff", Assert.Single(answer.Response.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(answer.Response.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Where_a_body_stops_being_JSON_is_counted_from_1()
    {
        var answer = await till.PostAsync("/v1/quotes", "{\n  \"items\": [}");

        Assert.Equal("The body is not valid JSON: line 2, byte 13.", answer.Expect(400).Text("detail"));
    }

    [Theory]
    [InlineData("en", "must be one of: book, film, scenic, leisure")]
    [InlineData("zh-CN", "须为以下之一：book, film, scenic, leisure")]
    public async Task Who_sends_an_unknown_word_is_told_which_there_are(string language, string reason)
    {
        var body = """{"name":{"zh":"甲","en":"A"},"category":"books"}""";

        var answer = (await SendInAsync(language, app.Operator(), "/v1/operator/merchants", body))
            .Expect(400, "validation_failed");

        Assert.Equal(reason, answer["errors"]!["category"]![0]!.GetValue<string>());
    }

    [Theory]
    [InlineData("\"order_no\":\"1\"", "\"order_no\":\"1\",\"extra\":1", "extra 不是此请求的字段。")]
    [InlineData("\"order_no\":\"1\",", "", "请求内容 缺少必填字段：order_no。")]
    [InlineData("\"quantity\":1", "\"quantity\":\"1\"", "items[0].quantity 类型不符或超出范围。")]
    [InlineData("\"points\":1}", "\"points\":1", "请求内容不是有效的 JSON：第 1 行第 105 字节。")]
    public async Task What_is_wrong_with_a_body_is_said_in_Chinese_too(string good, string bad, string detail)
    {
        var body = Good.Replace(good, bad, StringComparison.Ordinal);

        var answer = await SendInAsync("zh-CN", till, "/v1/redemptions", body);

        Assert.Equal(detail, answer.Expect(400, "malformed_request").Text("detail"));
    }

    [Theory]
    [InlineData("\"quantity\":1", "\"quantity\":0", "items[0].quantity", "须在 1 至 1000000000 之间")]
    [InlineData("\"name\":\"a\"", "\"name\":\"\"", "items[0].name", "须为 1 至 200 个字符")]
    [InlineData("\"name\":\"a\"", "\"name\":\"\\u202e\"", "items[0].name", "不能包含 U+202E")]
    [InlineData("\"order_no\":\"1\"", "\"order_no\":\"\"", "order_no", "须为 1 至 64 个可见 ASCII 字符")]
    [InlineData("\"member_id\":\"MEMBER\",", "", "member_code", "member_code 与 member_id 须且只能发送一个")]
    public async Task What_is_wrong_with_a_field_is_said_in_Chinese_too(
        string good, string bad, string field, string reason)
    {
        var body = Good.Replace(good, bad, StringComparison.Ordinal);

        var answer = await SendInAsync("zh-CN", till, "/v1/redemptions", body);

        Assert.Equal(reason, answer.Expect(400)["errors"]![field]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task The_numbers_behind_a_refusal_are_said_in_Chinese_too_and_kept_so()
    {
        var (member, key) = (await app.SignUpAsync(), Caller.NewKey());
        var body = System.Text.Json.JsonSerializer.Serialize(
            Till.Body(member, 8800, 301), Rewards.Api.Platform.Http.ApiJson.Options);

        var refused = await SendInAsync("zh-CN", till, "/v1/redemptions", body, key);
        var again = await SendInAsync("en", till, "/v1/redemptions", body, key);

        Assert.Equal("请求使用 301 积分，本次消费最多可用 300。", refused.Expect(422).Text("detail"));
        Assert.Equal(await refused.BytesAsync(), await again.BytesAsync());
    }

    [Theory]
    [InlineData("/v1/nothing", "en", "It does not exist, or belongs to somebody else.")]
    [InlineData("/v1/nothing", "zh-CN", "该资源不存在，或不属于当前调用方。")]
    [InlineData("/v1/operator/jobs", "en", "Send a live credential of this API as Authorization: Bearer.")]
    [InlineData("/v1/redemptions?limit=0", "zh-CN", "请修改 errors 中列出的各项参数；未执行任何操作。")]
    public async Task A_problem_always_has_a_detail_in_the_readers_language(string path, string language, string detail)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept-Language", language);

        Assert.Equal(detail, (await till.SendAsync(request)).Text("detail"));
    }

    private static Task<Answer> SendInAsync(
        string language, Caller caller, string path, string body, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Accept-Language", language);
        request.Headers.Add("Idempotency-Key", key ?? Caller.NewKey());
        return caller.SendAsync(request);
    }

    [Fact]
    public async Task No_answer_is_cached_or_sniffed()
    {
        var answer = await (await app.SignUpAsync()).Caller.GetAsync("/v1/member/points");

        Assert.True(answer.Response.Headers.CacheControl?.NoStore);
        Assert.Equal("nosniff", Assert.Single(answer.Response.Headers.GetValues("X-Content-Type-Options")));
    }
}

public sealed class StrictRequestsOnSqlite(SqliteApp app) : StrictRequestTests<SqliteApp>(app);

public sealed class StrictRequestsOnPostgres(PostgresApp app) : StrictRequestTests<PostgresApp>(app.OrSkip());
