using Rewards.Api.Tests.Support;

namespace Rewards.Api.Tests.Platform.Http;

/// <summary>In Production nothing is answered over plain HTTP but whether the service is well.</summary>
public sealed class HttpsOnlyTests
{
    [Fact]
    public async Task Pages_the_API_and_Swagger_are_refused_over_plain_HTTP_and_health_is_not()
    {
        await using var app = await Production.StartAsync(("Swagger:Enabled", "true"));
        string[] refused =
            ["/merchants", "/v1/redemptions", "/v1/nothing", "/openapi/merchant.json", "/swagger/index.html", "/"];

        var page = await new Visitor(app, "http://localhost").GetAsync("/merchants", ("Accept-Language", "en"));

        Assert.Equal(421, (int)page.Status);
        Assert.StartsWith("Send it over HTTPS.", page.Text, StringComparison.Ordinal);
        foreach (var path in refused)
        {
            (await app.Caller(null).GetAsync(path)).Expect(421, "https_required");
        }

        foreach (var path in new[] { "/health/live", "/health/ready" })
        {
            (await app.Caller(null).GetAsync(path)).Expect(200);
            (await app.CallerOverHttps().GetAsync(path)).Expect(200);
        }
    }

    [Fact]
    public async Task Over_HTTPS_they_answer()
    {
        await using var app = await Production.StartAsync();

        var signIn = await new Visitor(app).GetAsync("/sign-in/wechat");

        Assert.StartsWith(
            "https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx8c41d2f06b7e93a5&",
            signIn.Location,
            StringComparison.Ordinal);
        (await app.CallerOverHttps().GetAsync("/v1/redemptions")).Expect(401, "credential_invalid");
    }
}
