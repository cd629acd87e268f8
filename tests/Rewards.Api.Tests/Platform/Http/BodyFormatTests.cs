using System.Net.Http.Headers;
using System.Text;
using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Http;

/// <summary>What a body says it is, is decided before anybody reads it.</summary>
public sealed class BodyFormatTests(SqliteApp app) : IClassFixture<SqliteApp>
{
    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json; charset=\"utf-8\"")]
    [InlineData("application/json; charset=UTF-8")]
    [InlineData("Application/JSON; Charset=\"Utf-8\"")]
    [InlineData("application/json;charset=utf8")]
    [InlineData("application/json; charset=us-ascii")]
    [InlineData("application/json; profile=\"x\"; charset=utf-8")]
    public async Task JSON_in_UTF8_is_read_however_its_sender_writes_that(string contentType)
    {
        var member = await app.SignUpAsync();
        var body = $$"""{"member_id":"{{member.Id}}","items":[{"name":"三体","quantity":1,"unit_price_fen":8800}]}""";

        var answer = await SendAsync("/v1/quotes", contentType, body);

        Assert.Equal(300, answer.Expect(200).Number("max_points"));
    }

    [Theory]
    [InlineData("application/json; charset=utf-7")]
    [InlineData("application/json; charset=\"utf-7\"")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=gbk")]
    [InlineData("application/json; charset=nonsense")]
    [InlineData("application/json; charset=")]
    [InlineData("application/json; charset=\"\"")]
    [InlineData("application/json; charset=utf-8; charset=utf-7")]
    [InlineData("application/x-www-form-urlencoded; charset=utf-8")]
    public async Task Anything_else_is_refused_before_it_is_read_by_every_call_with_a_body(string contentType)
    {
        // None of them is JSON: had anybody read it, that would be what is wrong.
        var answers = await Task.WhenAll(
            SendAsync("/v1/quotes", contentType, "+ADw-"),
            SendAsync("/v1/redemptions", contentType, "+ADw-"),
            SendAsync("/v1/redemptions/nothing/release", contentType, "+ADw-"),
            SendAsync("/v1/member/sessions", contentType, "+ADw-"));

        Assert.All(answers, answer => answer.Expect(415, "media_type_unsupported"));
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7")]
    [InlineData("application/x-www-form-urlencoded; charset=nonsense")]
    [InlineData("application/json")]
    [InlineData("multipart/form-data; boundary=b")]
    [InlineData("nonsense")]
    public async Task A_form_is_fields_in_UTF8_and_nothing_else(string contentType)
    {
        var answer = await PostFormAsync(contentType, "accepted=true");

        Assert.Equal(415, (int)answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/x-www-form-urlencoded; charset=\"UTF-8\"")]
    public async Task A_form_that_can_be_read_is_asked_for_its_token(string contentType) =>
        Assert.Equal(400, (int)(await PostFormAsync(contentType, "accepted=true")).StatusCode);

    [Theory]
    [InlineData("/terms", "application/x-www-form-urlencoded; charset=utf-7", 405)]
    [InlineData("/redemptions/nothing", "multipart/form-data", 405)]
    [InlineData("/nowhere/at/all", "application/x-www-form-urlencoded; charset=utf-7", 404)]
    public async Task The_page_of_errors_reads_no_form(string path, string contentType, int status) =>
        Assert.Equal(status, (int)(await PostFormAsync(contentType, "a=b", path)).StatusCode);

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7")]
    [InlineData("multipart/form-data")]
    public async Task Of_who_only_looks_no_form_is_read(string contentType)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/terms") { Content = Content(contentType, "a=b") };

        var answer = await app.CreateClient().SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(200, (int)answer.StatusCode);
    }

    private Task<Answer> SendAsync(string path, string contentType, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Content(contentType, body) };
        request.Headers.Add("Idempotency-Key", Caller.NewKey());
        return app.Till().Caller.SendAsync(request);
    }

    private Task<HttpResponseMessage> PostFormAsync(string contentType, string body, string path = "/welcome")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Content(contentType, body) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        return app.CreateClient().SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static ByteArrayContent Content(string contentType, string body)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return content;
    }
}
