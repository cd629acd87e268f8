using System.Text;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Http;

/// <summary>What is said to people about a refusal is said in English and in Chinese.</summary>
public abstract class ReadersLanguageTests<TApp>(TApp app) : IClassFixture<TApp>
    where TApp : RewardsApp
{
    private const string Good =
        """{"member_id":"MEMBER","order_no":"1","items":[{"name":"a","quantity":1,"unit_price_fen":100}],"points":1}""";

    private readonly Caller till = app.Till().Caller;

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

    [Theory]
    [InlineData("en", "must be one of: book, film, scenic, leisure, public")]
    [InlineData("zh-CN", "须为以下之一：book, film, scenic, leisure, public")]
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
}

public sealed class ReadersLanguageOnSqlite(SqliteApp app) : ReadersLanguageTests<SqliteApp>(app);

public sealed class ReadersLanguageOnPostgres(PostgresApp app) : ReadersLanguageTests<PostgresApp>(app.OrSkip());
